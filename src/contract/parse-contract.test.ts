import { assert, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { positionOf } from './position.ts'
import { formatProblem } from './problem.ts'
import { contractText, parse, problemsOf, valid } from './testing/contract-text.ts'

interface Invalid {
  readonly name: string
  /** The file; § stands before the place that the problem names, and is taken out. */
  readonly text: string
  readonly expected: string
  readonly found: string
  readonly hint?: string
}

const invalid: readonly Invalid[] = [
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
]

test.each(invalid)('names the place of $name', ({ text, expected, found, hint }) => {
  const at = text.indexOf('§')
  const before = text.slice(0, at).split('\n')
  const problems = problemsOf(text.replace('§', ''))
  expect(problems.map(formatProblem)).toHaveLength(1)
  const [problem] = problems
  expect(problem?.expected).toContain(expected)
  expect(problem?.found).toContain(found)
  expect(problem).toMatchObject({ line: before.length, column: (before.at(-1)?.length ?? 0) + 1 })
  if (hint !== undefined) expect(problem?.hint).toBe(hint)
})

interface AggregateCase {
  readonly name: string
  readonly fields: string
  readonly into?: string
  readonly by?: string
  readonly expected?: string
}

const aggregates: readonly AggregateCase[] = [
  { name: 'mean of a float into a float', fields: '{ a: { fn: mean, of: f } }' },
  { name: 'count of a text into an integer', fields: '{ n: { fn: count, of: s } }' },
  {
    name: 'mean of a text',
    fields: '{ a: { fn: mean, of: s } }',
    expected: 'count, the only function for a string field',
  },
  { name: 'count into a float', fields: '{ a: { fn: count, of: f } }', expected: 'a field of type integer' },
  { name: 'mean into an integer', fields: '{ n: { fn: mean, of: f } }', expected: 'a field of type float' },
  {
    name: 'an unknown source field',
    fields: '{ a: { fn: mean, of: g } }',
    expected: 'the key of a declared field: f, s',
  },
  {
    name: 'an unknown target field',
    fields: '{ b: { fn: mean, of: f } }',
    expected: 'the key of a declared field of into: a, n',
  },
  {
    name: 'an unknown tag',
    fields: '{ a: { fn: mean, of: f } }',
    by: '[hots]',
    expected: 'the key of a declared tag: host',
  },
  {
    name: 'an unknown target',
    fields: '{ a: { fn: mean, of: f } }',
    into: 'hourlies',
    expected: 'the key of a declared measurement of to: hourly',
  },
  { name: 'no fields', fields: '{}', expected: 'at least one field' },
]

test.each(aggregates)('judges an aggregate: $name', ({ fields, into = 'hourly', by = '[host]', expected }) => {
  const text = contractText({
    measurement: 'tags: { host: {} }',
    top: `  sums:
    retention: 60d
    measurements:
      hourly: { tags: { host: {} }, fields: { a: { type: float }, n: { type: integer } } }
tasks:
  t: { every: 1h, from: raw, to: sums, aggregate: { measurement: m, into: ${into}, every: 1h, by: ${by}, fields: ${fields} } }
`,
  })
  const { problems = [] } = parse(text)
  expect(problems.map((problem) => problem.expected)).toEqual(
    expected === undefined ? [] : [expect.stringContaining(expected)],
  )
})

test('reports all problems at once, in file order', () => {
  const text = 'contract: 2\nnamee: x\nbuckets:\n  b: { retention: never, shardgroup: 1d }\n'
  expect(problemsOf(text).map(({ line, path }) => [line, path])).toEqual([
    [1, 'name'],
    [1, 'contract'],
    [2, 'namee'],
    [4, 'buckets.b.retention'],
    [4, 'buckets.b.shardgroup'],
  ])
})

test('does not judge the value of a variable that is unset', () => {
  expect(problemsOf(contractText({ retention: `"\${DAYS}d"` }))).toHaveLength(1)
})

test('reads the value of a variable as the type of its key', () => {
  const text = contractText({
    retention: `"\${DAYS:-30}d"`,
    top: `client: { batch: "\${BATCH:-1000}" }\nopen: "\${OPEN:-false}"\nthroughput: { events: 5, within: 1s, success: "\${SHARE}" }\n`,
  })
  const contract = valid(text, { DAYS: '7', BATCH: '50', OPEN: 'true', SHARE: '95%' })
  expect(contract.buckets[0]?.retention).toBe(7n * 86_400_000_000_000n)
  expect(contract).toMatchObject({ client: { batch: 50 }, open: true, throughput: { success: 0.95 } })
})

test('fills in defaults', () => {
  const contract = valid(contractText({ measurement: 'tags:\n  t:\ncadence: 1m\nfreshness: 5m' }))
  const [bucket] = contract.buckets
  expect(bucket).toMatchObject({ key: 'raw', name: 'raw', open: false })
  expect(bucket?.measurements[0]).toMatchObject({
    tags: [{ key: 't', required: false, examples: [] }],
    cadence: { every: 60_000_000_000n, maxGap: 120_000_000_000n, by: [] },
    freshness: { fail: 300_000_000_000n },
    open: false,
  })
  expect(contract).toMatchObject({
    open: false,
    tokens: [],
    tasks: [],
    dbrps: [],
    waivers: [],
    versions: ['2.7', '2.8', '2.9'],
  })
})

test('knows the line of every value, through anchors and merge keys too', () => {
  const contract = valid(`contract: 1
name: test
buckets:
  a: &a
    retention: 30d
    open: true
  b:
    <<: *a
    name: other
`)
  expect(positionOf(contract, ['buckets', 'a', 'retention'])).toEqual({ line: 5, column: 16 })
  expect(positionOf(contract, ['buckets', 'b'])).toEqual({ line: 7, column: 3 })
  expect(positionOf(contract, ['buckets', 'b', 'retention'])).toEqual({ line: 5, column: 16 })
  expect(positionOf(contract, ['buckets', 'b', 'name'])).toEqual({ line: 9, column: 11 })
  expect(positionOf(contract, ['buckets', 'b', 'shardGroup'])).toEqual({ line: 7, column: 3 })
  expect(contract.buckets[1]).toMatchObject({ name: 'other', open: true })
})

test('reads any text without throwing', () => {
  const texts = string({ unit: 'binary', maxLength: 200 })
  assert(
    property(texts, texts, (text, value) => {
      const results = [parse(text), parse(contractText({ top: `org: ${value}` }))]
      return results.every(({ contract, problems }) => contract !== undefined || problems.length > 0)
    }),
  )
})
