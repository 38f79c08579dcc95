// cspell:ignore retenton flaot ORGX hots
import { contractText } from './contract-text.ts'

/** A contract file with one fault. */
export interface InvalidContract {
  readonly name: string
  /** The file; § stands before the place that the problem names, and is taken out. */
  readonly text: string
  readonly expected: string
  readonly found: string
  readonly hint?: string
}

/** One fault each, by its place. */
export const invalid: readonly InvalidContract[] = [
  {
    name: 'a key that is a typo',
    text: contractText({ bucket: '§retenton: 1d' }),
    expected: 'one of the keys name, description, retention,',
    found: '"retenton"',
    hint: 'Did you mean "retention"?',
  },
  {
    name: 'a field type that is a typo',
    text: contractText({ bucket: 'open: true' }).replace('type: float', 'type: §flaot'),
    expected: 'one of float, integer,',
    found: '"flaot"',
    hint: 'Did you mean "float"?',
  },
  {
    name: 'a duration without unit',
    text: contractText({ bucket: 'shardGroup: §7' }),
    expected: 'a duration',
    found: '7',
  },
  { name: 'a zero duration', text: contractText({ bucket: 'shardGroup: §0s' }), expected: 'above zero', found: '"0s"' },
  { name: 'a retention in months', text: contractText({ retention: '§1mo' }), expected: 'a retention', found: '"1mo"' },
  {
    name: 'a fraction of a second',
    text: contractText({ retention: '§3600500ms' }),
    expected: 'whole seconds',
    found: '"3600500ms"',
  },
  { name: 'an empty file', text: '§', expected: 'a map', found: 'an empty value' },
  {
    name: 'a missing name',
    text: '§contract: 1\nbuckets: { b: { retention: 1d, open: true } }',
    expected: 'a text',
    found: 'nothing',
  },
  {
    name: 'another language version',
    text: contractText().replace('contract: 1', 'contract: §2'),
    expected: '1',
    found: '2',
  },
  { name: 'no bucket', text: 'contract: 1\nname: n\n§buckets: {}', expected: 'at least one bucket', found: 'none' },
  { name: 'a list for a map', text: 'contract: 1\nname: n\n§buckets: []', expected: 'a map', found: 'a list' },
  { name: 'a number for a text', text: contractText({ top: 'org: §5' }), expected: 'a text', found: '5' },
  { name: 'a word for a flag', text: contractText({ top: 'open: §yes' }), expected: 'true or false', found: '"yes"' },
  {
    name: 'a count of a half',
    text: contractText({ measurement: 'cardinality: §1.5' }),
    expected: 'a whole number of at least 1',
    found: '1.5',
  },
  {
    name: 'a measurement without fields',
    text: 'contract: 1\nname: n\nbuckets:\n  b:\n    retention: 1d\n    measurements:\n      §m: {}',
    expected: 'at least one field, or open: true',
    found: 'none',
  },
  {
    name: 'bounds of a string',
    text: contractText().replace('type: string', 'type: string, min: §1'),
    expected: 'no bound on a string field',
    found: '1',
  },
  {
    name: 'min above max',
    text: contractText().replace('type: float', 'type: float, min: §2, max: 1'),
    expected: 'min of at most max, 1',
    found: '2',
  },
  {
    name: 'an example out of bounds',
    text: contractText().replace('type: float', 'type: float, max: 1, examples: [§2]'),
    expected: "within the field's bounds",
    found: '2',
  },
  {
    name: 'an example of another type',
    text: contractText().replace('type: float', 'type: integer, examples: [§1.5]'),
    expected: 'a integer',
    found: '1.5',
  },
  {
    name: 'a pattern that is none',
    text: contractText({ measurement: "tags: { t: { pattern: §'(' } }" }),
    expected: 'a JavaScript regular expression',
    found: 'Unterminated group',
  },
  {
    name: 'a value that breaks the pattern',
    text: contractText({ measurement: 'tags: { t: { pattern: ^a, values: [a1, §b1] } }' }),
    expected: 'matches ^a',
    found: '"b1"',
  },
  {
    name: 'an example that is no value',
    text: contractText({ measurement: 'tags: { t: { values: [a], examples: [§b] } }' }),
    expected: 'one of the values a',
    found: '"b"',
  },
  {
    name: 'no values at all',
    text: contractText({ measurement: 'tags: { t: { §values: [] } }' }),
    expected: 'at least one entry',
    found: 'an empty list',
  },
  {
    name: 'freshness without a limit',
    text: contractText({ measurement: '§freshness: {}' }),
    expected: 'warn, fail or both',
    found: 'neither',
  },
  {
    name: 'a warning later than the failure',
    text: contractText({ measurement: 'freshness: { warn: §2h, fail: 1h }' }),
    expected: 'warn of at most fail',
    found: 'a longer one',
  },
  {
    name: 'a gap shorter than the cadence',
    text: contractText({ measurement: 'cadence: { every: 1m, maxGap: §30s }' }),
    expected: 'maxGap of at least every',
    found: 'a shorter one',
  },
  {
    name: 'a stream tag that is not declared',
    text: contractText({ measurement: 'tags: { host: {} }\ncadence: { every: 1m, by: [§hst] }' }),
    expected: 'the key of a declared tag: host',
    found: '"hst"',
    hint: 'Did you mean "host"?',
  },
  {
    name: 'a volume without window',
    text: contractText({ retention: 'infinite', bucket: '§volume: { points: 5 }' }),
    expected: 'over',
    found: 'none',
    hint: 'Write for example over: 1d',
  },
  {
    name: 'a share above all',
    text: contractText({ top: 'throughput: { events: 1, within: 1s, success: §101% }' }),
    expected: 'a share from 0 to 100%',
    found: '"101%"',
  },
  {
    name: 'a token for an unknown bucket',
    text: contractText({ top: 'tokens: { t: { description: d, read: [§rav] } }' }),
    expected: 'the key of a declared bucket: raw',
    found: '"rav"',
    hint: 'Did you mean "raw"?',
  },
  {
    name: 'a token without rights',
    text: contractText({ top: 'tokens:\n  §t: { description: d }' }),
    expected: 'at least one right',
    found: 'none',
  },
  {
    name: 'two tokens of one description',
    text: contractText({ top: 'tokens:\n  a: { description: d, read: [raw] }\n  b: { description: §d, read: [raw] }' }),
    expected: 'a description of its own',
    found: 'that of a',
  },
  {
    name: 'two buckets of one name',
    text: `${contractText()}  other:\n    name: §raw\n    retention: 1d\n    open: true\n`,
    expected: 'a bucket name of its own',
    found: '"raw", the name of raw',
  },
  {
    name: 'a task without schedule',
    text: contractText({ top: 'tasks:\n  §t: { from: raw, to: raw, flux: good.flux }' }),
    expected: 'exactly one of every and cron',
    found: 'neither',
  },
  {
    name: 'a task of two kinds',
    text: contractText({
      top: 'tasks:\n  §t: { every: 1h, from: raw, to: raw, flux: good.flux, aggregate: { measurement: m, into: n, every: 1h, fields: {} } }',
    }),
    expected: 'exactly one of aggregate and flux',
    found: 'both',
  },
  {
    name: 'a task without Flux file',
    text: contractText({ top: 'tasks: { t: { every: 1h, from: raw, to: raw, flux: §none.flux } }' }),
    expected: 'a readable Flux file',
    found: 'none.flux: no such file',
  },
  {
    name: 'an unknown bucket in a Flux file',
    text: contractText({ top: 'tasks: { t: { every: 1h, from: raw, to: raw, flux: §typo.flux } }' }),
    expected: '{{key}} of a declared bucket',
    found: '{{rav}}',
    hint: 'Did you mean "raw"?',
  },
  {
    name: 'a cron that is none',
    text: contractText({ top: 'tasks: { t: { cron: §every day, from: raw, to: raw, flux: good.flux } }' }),
    expected: 'a cron expression',
    found: 'CronPattern',
  },
  {
    name: 'a task interval below a second',
    text: contractText({ top: 'tasks: { t: { every: §1500ms, from: raw, to: raw, flux: good.flux } }' }),
    expected: 'whole seconds',
    found: 'a fraction',
  },
  {
    name: 'a 1.x database on an unknown bucket',
    text: contractText({ top: 'dbrp: { d: { database: x, bucket: §row } }' }),
    expected: 'the key of a declared bucket',
    found: '"row"',
  },
  {
    name: 'latency of an unknown measurement',
    text: contractText({ top: 'latency: { query: { fail: 1s, measurement: §n } }' }),
    expected: 'the key of a declared measurement: m',
    found: '"n"',
  },
  {
    name: 'latency without a limit',
    text: contractText({ top: 'latency: { §query: {} }' }),
    expected: 'warn, fail or both',
    found: 'neither',
  },
  {
    name: 'a day that is none',
    text: contractText({ top: 'waivers: [{ check: x, reason: y, until: §2027-02-30 }]' }),
    expected: 'a day such as',
    found: '"2027-02-30"',
  },
  {
    name: 'two waivers of one glob',
    text: contractText({
      top: 'waivers:\n  - { check: x, reason: y, until: 2027-01-01 }\n  - { check: §x, reason: z, until: 2027-01-01 }',
    }),
    expected: 'one waiver for each glob',
    found: 'a second of x',
  },
  {
    name: 'a server version that is not supported',
    text: contractText({ top: 'versions: [§"1.8"]' }),
    expected: 'one of 2.7, 2.8, 2.9',
    found: '"1.8"',
  },
  {
    name: 'an unset variable',
    text: contractText({ top: `org: §"\${ORGX}"` }),
    expected: 'the environment variable ORGX',
    found: 'ORGX unset',
  },
  {
    name: 'a variable of the wrong type',
    text: contractText({ retention: `§"\${DAYS:-soon}"` }),
    expected: 'a retention',
    found: '"soon"',
  },
  {
    name: 'a duplicate key',
    text: 'contract: 1\nname: a\n§name: b',
    expected: 'valid YAML',
    found: 'Map keys must be unique',
  },
  { name: 'an open bracket', text: 'contract: [1\n§name: a\n', expected: 'valid YAML', found: 'Flow sequence' },
  {
    name: 'two mappings of one database and policy',
    text: contractText({
      top: 'dbrp:\n  a: { database: x, bucket: raw, default: true }\n  §b: { database: x, bucket: raw }',
    }),
    expected: 'a database and policy of its own',
    found: 'x/autogen, that of a',
  },
  {
    name: 'two default mappings of one database',
    text: contractText({
      top: 'dbrp:\n  a: { database: x, bucket: raw, default: true }\n  b: { database: x, policy: p, bucket: raw, default: §true }',
    }),
    expected: 'one default mapping of x',
    found: 'a second beside a',
  },
  {
    name: 'a database without default mapping',
    text: contractText({
      top: 'dbrp:\n  §a: { database: x, bucket: raw }\n  b: { database: x, policy: p, bucket: raw }',
    }),
    expected: 'one default mapping of x',
    found: 'none',
  },
]
