import { expect, test } from 'vitest'
import { contendersOf } from '../run/contenders.ts'
import { catalogue, selectionNames, selections } from './catalogue.ts'

test('names are unique and kebab-case, titles are sentences of one line', () => {
  const names = catalogue.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  for (const { name, title } of catalogue) {
    expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    expect(title).toMatch(/^[A-Z0-9][^\n]{15,120}[^.\n]$/)
  }
  expect(new Set(catalogue.map(({ title }) => title)).size).toBe(names.length)
})

test('everything that was promised is measured', () => {
  const names = new Set(catalogue.map(({ name }) => name))
  const promised = [
    ...['batch-1000', 'batch-999', 'batch-1001'],
    ...[100, 1000, 5000].flatMap((points) => [1, 4, 16].map((connections) => `ingest-${points}x${connections}`)),
    ...['ingest-open', 'high-cardinality', 'wide-points', 'late-points', 'duplicate-points', 'refusal-storm'],
    ...['home-events', 'phm-values', 'mixed-read-write', 'start-up'],
    ...['hourly-24', 'daily-30', 'latest-per-entity', 'summary-against-raw', 'tag-against-field'],
  ]
  expect(promised.filter((name) => !names.has(name))).toEqual([])
  const shapes = new Set(catalogue.flatMap((one) => (one.kind === 'start' ? [] : [one.set.shape])))
  expect(shapes).toEqual(new Set(['home-assistant', 'energy', 'phm', 'wide', 'sparse']))
})

test('batch-1000 holds the bounds of the five systems', () => {
  const batch = catalogue.find(({ name }) => name === 'batch-1000')
  expect(batch).toMatchObject({ kind: 'write', set: { points: 1000, shape: 'home-assistant' } })
  expect(batch?.thresholds).toContainEqual({ metric: 'elapsedMs', bound: 'at most', value: 5000 })
  expect(batch?.thresholds).toContainEqual({ metric: 'success', bound: 'at least', value: 0.95 })
})

test('each has thresholds that can fail and can be told', () => {
  for (const workload of catalogue) {
    expect(workload.thresholds.length, workload.name).toBeGreaterThan(0)
    for (const { metric, bound, value } of workload.thresholds) {
      const isHigherBetter = /PerSecond$|^success$|^ratio$/.test(metric)
      expect(bound, `${workload.name} ${metric}`).toBe(isHigherBetter ? 'at least' : 'at most')
      expect(value).toBeGreaterThan(0)
      if (metric === 'success') expect(value).toBeLessThanOrEqual(1)
      if (metric === 'ratio') expect(workload).toHaveProperty('rival')
      if (metric === 'durablePointsPerSecond') expect(workload.kind).toBe('write')
      if (metric === 'queriesPerSecond') expect(workload.kind).toBe('query')
    }
  }
})

test('sizes can be made and somebody writes them', () => {
  for (const workload of catalogue) {
    if (workload.kind === 'start') continue
    const { points, series, batchPoints, lateShare = 0, duplicateShare = 0 } = workload.set
    expect(series).toBeLessThanOrEqual(points)
    expect(Math.min(series, batchPoints)).toBeGreaterThan(0)
    for (const share of [lateShare, duplicateShare]) expect(share >= 0 && share < 1).toBe(true)
    if (workload.kind === 'write') expect(contendersOf(workload).length).toBeGreaterThan(0)
  }
})

test('quick is a part of nightly, and nightly is everything', () => {
  expect(selections.nightly).toEqual(catalogue)
  expect(selectionNames.every((name) => selections[name].length > 0)).toBe(true)
  expect(selections.quick.length).toBeLessThan(catalogue.length)
  const kinds = new Set(selections.quick.map(({ kind }) => kind))
  expect(kinds).toEqual(new Set(['write', 'query', 'mixed', 'start']))
  expect(selections.quick.map(({ name }) => name)).toContain('batch-1000')
})
