import { expect, test } from 'vitest'
import { requireContract } from '../../contract/load-contract.ts'
import type { Bucket, Contract, Measurement } from '../../contract/model.ts'
import { parseContract } from '../../contract/parse-contract.ts'
import { defaultLookback, windowOf } from '../../contract/window.ts'
import { UsageError } from '../../errors/index.ts'
import type { Point } from '../../line-protocol/types.ts'
import { seedLines } from './seed-lines.ts'
import { type SeedOptions, seedPoints } from './seed-points.ts'

const nowNs = BigInt(Date.UTC(2026, 10, 21, 3, 17, 42)) * 1_000_000n + 123n
const systems = ['energy-monitor', 'gray-logic', 'pattern-aggregates', 'homeiq', 'home-assistant']

function load(name: string): Contract {
  return requireContract(new URL(`../../../fixtures/contracts/${name}.yaml`, import.meta.url).pathname, { env: {} })
}

/** Seed points by bucket and measurement, those that overwrite others left out, as a server holds them. */
function stored(contract: Contract, options: Partial<SeedOptions> = {}): Map<string, Point[]> {
  const rows = new Map<string, Map<string, Point>>()
  for (const { bucketKey, point } of seedPoints(contract, { nowNs, ...options })) {
    const key = `${bucketKey} ${point.measurement}`
    const of = rows.get(key) ?? new Map<string, Point>()
    of.set(`${JSON.stringify([...point.tags].sort())} ${point.time}`, point)
    rows.set(key, of)
  }
  return new Map([...rows].map(([key, of]) => [key, [...of.values()]]))
}

/** Everything that a contract's declarations say about its points, as sentences that the seed breaks. */
function broken(contract: Contract, points: ReadonlyMap<string, Point[]>, now = nowNs): string[] {
  const complaints: string[] = []
  for (const bucket of contract.buckets) {
    const all = bucket.measurements.flatMap(({ key }) => points.get(`${bucket.key} ${key}`) ?? [])
    const oldest = bucket.retention === 'infinite' ? 0n : now - bucket.retention
    if (all.some(({ time = 0n }) => time < oldest || time > now)) complaints.push(`${bucket.key}: expired or future`)
    const { volume } = bucket
    if (volume !== undefined) {
      const count = all.filter(({ time = 0n }) => time >= now - volume.over).length
      if (Math.abs(count - volume.points) > volume.points * volume.tolerance)
        complaints.push(`${bucket.key}: ${count} points`)
    }
    for (const measurement of bucket.measurements) {
      const window = now - windowOf(measurement, bucket, defaultLookback)
      const seen = (points.get(`${bucket.key} ${measurement.key}`) ?? []).filter(({ time = 0n }) => time >= window)
      complaints.push(...brokenBy(measurement, seen, { bucket, now }).map((what) => `${measurement.key}: ${what}`))
    }
  }
  return complaints
}

function brokenBy(
  measurement: Measurement,
  points: readonly Point[],
  { bucket, now }: { bucket: Bucket; now: bigint },
): string[] {
  if (points.length === 0) return [`absent from ${bucket.key}`]
  const complaints: string[] = []
  const times = points.map(({ time = 0n }) => time).sort(ascending)
  const newest = now - (times.at(-1) ?? 0n)
  const { freshness, cadence, cardinality } = measurement
  if (newest > (freshness?.warn ?? freshness?.fail ?? newest)) complaints.push(`newest ${newest} ns old`)
  const streams = Map.groupBy(points, ({ tags }) => JSON.stringify(tags.filter(([key]) => cadence?.by.includes(key))))
  for (const [stream, members] of cadence === undefined ? [] : streams) {
    const ordered = members.map(({ time = 0n }) => time).sort(ascending)
    const gap = ordered.slice(1).reduce((most, time, i) => larger(most, time - (ordered[i] ?? time)), 0n)
    if (gap > (cadence?.maxGap ?? gap)) complaints.push(`gap of ${gap} ns in ${stream}`)
  }
  const series = new Set(points.flatMap(({ tags, fields }) => fields.map(([key]) => JSON.stringify([tags, key]))))
  if (series.size > (cardinality ?? series.size)) complaints.push(`${series.size} series`)

  for (const { key, required, values, pattern, cardinality: most } of measurement.tags) {
    const found = points.map(({ tags }) => tags.find(([tag]) => tag === key)?.[1])
    const distinct = [...new Set(found.filter((value) => value !== undefined))]
    if (required && found.includes(undefined)) complaints.push(`tag ${key} missing`)
    if (distinct.some((value) => values?.includes(value) === false)) complaints.push(`tag ${key} value`)
    if (pattern !== undefined && !distinct.every((value) => new RegExp(pattern, 'u').test(value)))
      complaints.push(`tag ${key} pattern`)
    if (distinct.length > (most ?? distinct.length)) complaints.push(`tag ${key} cardinality`)
  }
  for (const { key, type, required, min = -Infinity, max = Infinity } of measurement.fields) {
    const found = points.map(({ fields }) => fields.find(([field]) => field === key)?.[1])
    const present = found.filter((value) => value !== undefined)
    if (required && present.length < found.length) complaints.push(`field ${key} missing`)
    if (present.length === 0) complaints.push(`field ${key} never written`)
    if (present.some((value) => value.type !== type)) complaints.push(`field ${key} type`)
    if (
      present.some(
        ({ value }) => typeof value !== 'string' && typeof value !== 'boolean' && (value < min || value > max),
      )
    ) {
      complaints.push(`field ${key} range`)
    }
  }
  const undeclared = points.flatMap(({ tags, fields }) => [
    ...tags.filter(([key]) => !measurement.tags.some((tag) => tag.key === key)),
    ...fields.filter(([key]) => !measurement.fields.some((field) => field.key === key)),
  ])
  if (!measurement.open && undeclared.length > 0) complaints.push(`undeclared ${undeclared[0]?.[0]}`)
  return complaints
}

function ascending(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function larger(a: bigint, b: bigint): bigint {
  return a > b ? a : b
}

const moments: readonly [what: string, at: number][] = [
  ['in the night', Date.UTC(2026, 10, 21, 3, 17, 42)],
  ['at noon', Date.UTC(2026, 5, 30, 12, 0, 0)],
  ['just before midnight', Date.UTC(2027, 1, 28, 23, 59, 59)],
  ['at the start of a year', Date.UTC(2027, 0, 1, 0, 0, 1)],
]
for (const system of systems) {
  for (const [what, at] of moments) {
    test(`${system} seeded ${what} keeps its contract`, () => {
      const contract = load(system)
      const now = BigInt(at) * 1_000_000n
      expect(broken(contract, stored(contract, { nowNs: now }), now)).toEqual([])
    })
  }

  test(`${system} is seeded the same by the same seed, and otherwise by another`, () => {
    const contract = load(system)
    const [first, second] = [1, 1].map((seed) => seedLines(contract, { nowNs, seed }))
    expect(second).toEqual(first)
    expect(seedLines(contract, { nowNs, seed: 2 })).not.toEqual(first)
  })
}

const made = `
contract: 1
name: made-up
org: o
buckets:
  b:
    retention: 30d
    volume: { points: 600, tolerance: 20%, over: 7d }
    measurements:
      m:
        tags:
          host: { required: true, pattern: '^srv-[0-9]{3}(\\.[a-z]+)?$', cardinality: 3 }
          zone: { required: true, values: [a, b] }
          note: {}
        fields:
          f: { type: float, min: 0, max: 1, required: true }
          i: { type: integer, min: -3, max: 3 }
          u: { type: unsigned, max: 9 }
          s: { type: string, examples: [x, y] }
          t: { type: boolean }
        cadence: { every: 1h, maxGap: 3h, by: [zone] }
        freshness: { warn: 1h, fail: 2h }
        cardinality: 30
`

function parse(text: string): Contract {
  const result = parseContract(text, { file: 'made-up.yaml', env: {}, readFlux: () => new Error('no file') })
  if (result.contract === undefined) throw new Error(JSON.stringify(result.problems))
  return result.contract
}

test('any contract is seeded from its declarations', () => {
  const contract = parse(made)
  expect(broken(contract, stored(contract))).toEqual([])
})

test('fewer events make a shorter time, not longer gaps', () => {
  const contract = parse(made.replace(/^ {4}volume.*\n/m, ''))
  const points = stored(contract, { events: 20 })
  expect(points.get('b m')?.length).toBeLessThanOrEqual(24)
  expect(broken(contract, points)).toEqual([])
})

const amounts: readonly [system: string, measurements: readonly string[]][] = [
  ['homeiq', ['home_assistant_events home_assistant_events']],
  ['home-assistant', ['events home_assistant_events']],
  ['energy-monitor', ['raw raw_reading', 'predictions prediction']],
  ['gray-logic', ['metrics device_metrics', 'metrics energy', 'metrics phm', 'metrics system_stats']],
]
for (const [system, measurements] of amounts) {
  test(`${system} is seeded with about as many events as asked for`, () => {
    const points = stored(load(system), { events: 4000 })
    const count = measurements.reduce((sum, measurement) => sum + (points.get(measurement)?.length ?? 0), 0)
    expect(count).toBeGreaterThan(3800)
    expect(count).toBeLessThanOrEqual(4012)
  })
}

test('a tag whose pattern no text can be made for asks for examples', () => {
  const contract = parse(made.replace(/pattern: '[^']*'/, () => "pattern: '^(?!.)$'"))
  expect(() => stored(contract)).toThrow(UsageError)
  expect(() => stored(contract)).toThrow(/tag host.*examples/s)
})

test('lines carry the name of the bucket, in the order of the contract', () => {
  const lines = seedLines(load('energy-monitor'), { nowNs })
  expect(lines.map(({ bucket }) => bucket)).toEqual(['raw_sensor_data', 'predictions'])
  expect(lines[0]?.lines[0]).toMatch(
    /^raw_reading,building_id=home-1,source=live aggregate_kw=[\d.]+,voltage=[\d.]+,current=[\d.]+ \d{19}$/,
  )
})
