import { array, assert, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { checkId } from '../check-id.ts'
import { contractText, valid } from '../testing/contract-text.ts'
import { load, systems } from '../testing/five-systems.ts'
import { deriveChecks } from './derive-checks.ts'

const today = '2026-11-21'
const ids = (...parameters: Parameters<typeof deriveChecks>) => deriveChecks(...parameters).map(({ id }) => id)

test.each(systems)('ids of %s are as they were', async (system) => {
  const listed = ids(load(system), { today })
  expect(new Set(listed).size).toBe(listed.length)
  await expect(`${listed.join('\n')}\n`).toMatchFileSnapshot(`../../../fixtures/check-ids/${system}.txt`)
})

test('ids do not depend on names that come from variables', () => {
  const elsewhere = { INFLUX_ORG: 'o', INFLUX_BUCKET_RAW: 'r', INFLUX_BUCKET_PRED: 'p', INFLUX_URL: 'http://x' }
  expect(ids(load('energy-monitor', elsewhere), { today })).toEqual(ids(load('energy-monitor'), { today }))
})

test('ids of different keys differ', () => {
  const segments = array(string({ unit: 'grapheme' }), { minLength: 1, maxLength: 4 })
  assert(
    property(segments, segments, (a, b) => JSON.stringify(a) === JSON.stringify(b) || checkId(...a) !== checkId(...b)),
  )
})

test('a key that is no Unicode text has an id', () => {
  expect(checkId('a\ud800')).toBe('a%EF%BF%BD')
})

test('a slash or a star in a key stays inside its segment', () => {
  expect(checkId('a/b', 'c*', 'd e')).toBe('a%2Fb/c%2A/d%20e')
})

test('an open level derives no undeclared checks', () => {
  const open = valid(contractText({ bucket: 'open: true', measurement: 'open: true', top: 'open: true' }))
  expect(ids(open, { today }).filter((id) => id.includes('undeclared'))).toEqual([])
  expect(ids(valid(contractText()), { today }).filter((id) => id.includes('undeclared'))).toEqual([
    'test/org/undeclared-buckets',
    'test/bucket/raw/undeclared-measurements',
    'test/measurement/raw/m/undeclared-tags',
    'test/measurement/raw/m/undeclared-fields',
  ])
})

test('buckets of sibling contracts are declared too', () => {
  const contract = valid(contractText())
  const siblings = [valid(contractText().replace('raw:', 'other:'))]
  const check = deriveChecks(contract, { today, siblings }).find(({ kind }) => kind === 'undeclared-buckets')
  expect(check).toMatchObject({ declared: [{ name: 'raw' }, { name: 'other' }] })
})

test('an infinite bucket has no retention to enforce', () => {
  const kinds = deriveChecks(valid(contractText({ retention: 'infinite' })), { today }).map(({ kind }) => kind)
  expect(kinds).not.toContain('write-edge')
  expect(kinds).not.toContain('effective-retention')
})

test('two limits make a failure and a warning', () => {
  const contract = valid(
    contractText({
      measurement: 'freshness: { warn: 1m, fail: 2m }',
      top: 'latency: { query: { warn: 1s, fail: 5s } }',
    }),
  )
  const limits = deriveChecks(contract, { today }).flatMap((check) =>
    check.kind === 'freshness' || check.kind === 'query-latency' ? [[check.id, check.severity, check.within]] : [],
  )
  expect(limits).toEqual([
    ['test/measurement/raw/m/freshness', 'failure', 120_000_000_000n],
    ['test/measurement/raw/m/freshness-warning', 'warning', 60_000_000_000n],
    ['test/latency/query', 'failure', 5_000_000_000n],
    ['test/latency/query-warning', 'warning', 1_000_000_000n],
  ])
})

test('volume is points less and more its tolerance, both inclusive', () => {
  const contract = valid(contractText({ bucket: 'volume: { points: 99, tolerance: 10% }' }))
  const check = deriveChecks(contract, { today }).find(({ kind }) => kind === 'volume')
  expect(check).toMatchObject({ least: 90, most: 108, over: 30n * 86_400_000_000_000n })
})

test('a task that is switched off has no run that is due', () => {
  const task = (active: boolean) =>
    valid(contractText({ top: `tasks: { t: { every: 1h, from: raw, to: raw, flux: good.flux, active: ${active} } }` }))
  expect(ids(task(true), { today })).toContain('test/task/t/last-run')
  expect(ids(task(false), { today })).not.toContain('test/task/t/last-run')
})

test('every check knows its line', () => {
  const checks = deriveChecks(load('homeiq'), { today })
  const position = (id: string) => checks.find((check) => check.id === id)?.position
  expect(position('homeiq/bucket/sports_data/retention')).toEqual(
    load('homeiq').positions.get('buckets/sports_data/retention'),
  )
  expect(checks.filter((check) => !(check.position.line >= 1 && check.position.column >= 1))).toEqual([])
})

test('every sentence is its own', () => {
  for (const system of systems) {
    const sentences = deriveChecks(load(system), { today })
      .filter(({ severity }) => severity === 'failure')
      .map((check) => `${'bucket' in check ? check.bucket.key : ''}: ${check.sentence}`)
    expect(sentences.filter((sentence, index) => sentences.indexOf(sentence) !== index)).toEqual([])
  }
})
