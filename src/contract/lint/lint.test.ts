import { expect, test } from 'vitest'
import type { LintRule } from '../lint-rule.ts'
import { contractText, valid } from '../testing/contract-text.ts'
import { lint } from './lint.ts'
import { rules } from './rules.ts'

interface Case {
  readonly rule: LintRule
  readonly name: string
  readonly text: string
  /** The subject of the one finding; absent: the rule is kept. */
  readonly subject?: string
}

const tags = (text: string) => contractText({ measurement: `tags: { ${text} }` })
const sums = (range: string) => `  sums: { retention: 60d, open: true }
tasks:
  t: { every: 1h, offset: 5m, from: raw, to: sums, aggregate: { measurement: m, into: n, every: 1h, range: ${range}, fields: { a: { fn: mean, of: f } } } }
`
const flux = (file: string) => `tasks: { t: { every: 1h, from: raw, to: raw, flux: ${file} } }`

const cases: readonly Case[] = [
  {
    rule: 'tag-field-clash',
    name: 'a tag with the name of a field',
    text: tags('f: { values: [a] }'),
    subject: 'raw/m/f',
  },
  { rule: 'tag-field-clash', name: 'a tag with a name of its own', text: tags('g: { values: [a] }') },
  {
    rule: 'unbounded-tag',
    name: 'a tag with a pattern only',
    text: tags('g: { pattern: ^a+$ }'),
    subject: 'raw/m/tag/g',
  },
  { rule: 'unbounded-tag', name: 'a tag with values', text: tags('g: { values: [a] }') },
  { rule: 'unbounded-tag', name: 'a tag with a cardinality', text: tags('g: { cardinality: 5 }') },
  {
    rule: 'empty-tag',
    name: 'a required tag that may be anything',
    text: tags('g: { required: true, cardinality: 5 }'),
    subject: 'raw/m/tag/g',
  },
  {
    rule: 'empty-tag',
    name: 'a required tag whose pattern takes nothing',
    text: tags('g: { required: true, pattern: ^a*$, cardinality: 5 }'),
    subject: 'raw/m/tag/g',
  },
  {
    rule: 'empty-tag',
    name: 'a required tag whose pattern takes a character',
    text: tags('g: { required: true, pattern: ^a+$, cardinality: 5 }'),
  },
  { rule: 'empty-tag', name: 'a required tag with values', text: tags('g: { required: true, values: [a] }') },
  { rule: 'empty-tag', name: 'an optional tag', text: tags('g: { cardinality: 5 }') },
  {
    rule: 'retention-below-hour',
    name: 'a retention of 59 minutes',
    text: contractText({ retention: '59m' }),
    subject: 'raw',
  },
  { rule: 'retention-below-hour', name: 'a retention of one hour', text: contractText({ retention: '1h' }) },
  { rule: 'retention-below-hour', name: 'an infinite retention', text: contractText({ retention: 'infinite' }) },
  {
    rule: 'retention-below-shard-group',
    name: 'shard groups longer than the retention',
    text: contractText({ retention: '1d', bucket: 'shardGroup: 25h' }),
    subject: 'raw',
  },
  {
    rule: 'retention-below-shard-group',
    name: 'shard groups as long as the retention',
    text: contractText({ retention: '1d', bucket: 'shardGroup: 24h' }),
  },
  {
    rule: 'retention-below-shard-group',
    name: 'shard groups of an infinite bucket',
    text: contractText({ retention: 'infinite', bucket: 'shardGroup: 7d' }),
  },
  {
    rule: 'task-past-retention',
    name: 'a range that its offset pushes past the retention',
    text: contractText({ top: sums('30d') }),
    subject: 't',
  },
  { rule: 'task-past-retention', name: 'a range within the retention', text: contractText({ top: sums('29d') }) },
  {
    rule: 'task-past-retention',
    name: 'a range in a Flux file past the retention',
    text: contractText({ top: flux('long.flux') }),
    subject: 't',
  },
  {
    rule: 'task-past-retention',
    name: 'a range in a Flux file within the retention',
    text: contractText({ top: flux('good.flux') }),
  },
  {
    rule: 'task-past-retention',
    name: 'any range over an infinite bucket',
    text: contractText({ retention: 'infinite', top: flux('long.flux') }),
  },
  {
    rule: 'reserved-name',
    name: 'a bucket of the server',
    text: contractText({ bucket: 'name: _monitoring' }),
    subject: 'raw',
  },
  { rule: 'reserved-name', name: 'a tag named time', text: tags('time: { values: [a] }'), subject: 'raw/m/tag/time' },
  {
    rule: 'reserved-name',
    name: 'a tag that breaks reading',
    text: tags('_value: { values: [a] }'),
    subject: 'raw/m/tag/_value',
  },
  {
    rule: 'reserved-name',
    name: 'a field named time',
    text: contractText().replace('s: {', 'time: {'),
    subject: 'raw/m/field/time',
  },
  {
    rule: 'reserved-name',
    name: 'the measurement of canaries',
    text: contractText().replace('m:\n', 'fluxproof_canary:\n'),
    subject: 'raw/fluxproof_canary',
  },
  { rule: 'reserved-name', name: 'a tag named measurement', text: tags('measurement: { values: [a] }') },
  {
    rule: 'naming',
    name: 'a tag in camelCase',
    text: `${tags('deviceId: { values: [a] }')}naming: snake_case\n`,
    subject: 'raw/m/tag/deviceId',
  },
  {
    rule: 'naming',
    name: 'a field with a blank',
    text: `${contractText().replace('s: {', 'a b: {')}naming: snake_case\n`,
    subject: 'raw/m/field/a b',
  },
  {
    rule: 'naming',
    name: 'a measurement that ends with an underscore',
    text: `${contractText().replace('m:\n', 'm_:\n')}naming: snake_case\n`,
    subject: 'raw/m_',
  },
  { rule: 'naming', name: 'snake_case', text: `${tags('device_id_2: { values: [a] }')}naming: snake_case\n` },
  { rule: 'naming', name: 'camelCase without a rule', text: tags('deviceId: { values: [a] }') },
]

test.each(cases)('$rule: $name', ({ rule, text, subject }) => {
  const findings = lint(valid(text)).filter((finding) => finding.rule === rule)
  expect(findings.map((finding) => finding.subject.join('/'))).toEqual(subject === undefined ? [] : [subject])
})

test.each(Object.keys(rules))('%s has a case that breaks it and one that keeps it', (rule) => {
  const own = cases.filter((one) => one.rule === rule)
  expect(new Set(own.map((one) => one.subject === undefined))).toEqual(new Set([true, false]))
})

test('names the line of a finding', () => {
  const [finding] = lint(valid(contractText({ retention: '59m' })))
  expect(finding).toMatchObject({ severity: 'failure', position: { line: 5, column: 16 }, found: '59m' })
})

test('finds nothing in a sound contract', () => {
  expect(lint(valid(contractText()))).toEqual([])
})
