// cspell:ignore namee bukets
import { assert, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { positionOf } from './position.ts'
import { formatProblem } from './problem.ts'
import { contractText, parse, problemsOf, valid } from './testing/contract-text.ts'
import { invalid } from './testing/invalid-contracts.ts'

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
    [1, 'contract'],
    [2, 'namee'],
    [4, 'buckets.b.retention'],
    [4, 'buckets.b.shardgroup'],
  ])
})

test('a key that is missing because of a typo is one problem', () => {
  expect(problemsOf('contract: 1\nname: x\nbukets: {}\n')).toMatchObject([
    { line: 3, column: 1, path: 'bukets', hint: 'Did you mean "buckets"?' },
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

test('a single mapping of a database is its default, as the server makes it', () => {
  const { dbrps } = valid(contractText({ top: 'dbrp: { d: { database: x, bucket: raw } }' }))
  expect(dbrps).toMatchObject([{ policy: 'autogen', default: true }])
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
