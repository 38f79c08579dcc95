import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decode } from '../../line-protocol/decode.ts'
import { defaultShardGroupNs, shardStart } from '../../schema/shard-start.ts'
import { fingerprintOfBatches } from '../durable/fingerprint-lines.ts'
import { sumFingerprints } from '../durable/sum-fingerprints.ts'
import { forms } from './forms/forms.ts'
import { makePointSet } from './make-point-set.ts'
import type { PointSet } from './point-set.ts'
import { startBefore } from './set-times.ts'
import type { PointSetOptions, PointShape } from './workload.ts'

const startNs = 1_780_272_000_000_000_000n
/** Each makes some sets of up to 300 points. */
const runs = { numRuns: 40 }
const shapes = Object.keys(forms) as PointShape[]

const options: fc.Arbitrary<PointSetOptions> = fc
  .record({
    shape: fc.constantFrom(...shapes),
    points: fc.integer({ min: 1, max: 300 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    batchPoints: fc.integer({ min: 1, max: 100 }),
    lateShare: fc.constantFrom(0, 0.2, 1),
    duplicateShare: fc.constantFrom(0, 0.2, 0.9),
    spanHours: fc.constantFrom(6, 24, 720),
  })
  .map(({ share, ...rest }) => ({ ...rest, series: Math.max(1, Math.round(rest.points * share)) }))

const bytesOf = ({ batches }: PointSet) => batches.map(({ body }) => Buffer.from(body).toString('latin1'))
const linesOf = ({ batches }: PointSet) => batches.flatMap(({ lines }) => lines)
const timeOf = (line: string) => BigInt(line.slice(line.lastIndexOf(' ') + 1))
const keyOf = (line: string) => `${line.slice(0, line.indexOf(' '))} ${timeOf(line)}`

test('the same seed gives the same bytes, another seed gives others', () => {
  for (const shape of shapes) {
    const set = { shape, points: 100, series: 10, batchPoints: 30 }
    const made = bytesOf(makePointSet(set, { seed: 4, startNs }))
    expect(bytesOf(makePointSet(set, { seed: 4, startNs }))).toEqual(made)
    expect(bytesOf(makePointSet(set, { seed: 5, startNs }))).not.toEqual(made)
  }
})

test('what is expected is what the lines say, the last of each key', () => {
  fc.assert(
    fc.property(options, fc.integer(), (set, seed) => {
      const made = makePointSet(set, { seed, startNs })
      expect(made.expected).toEqual(fingerprintOfBatches(made.batches))
    }),
    runs,
  )
})

test('batches are full, bodies are their lines, times are within the set', () => {
  fc.assert(
    fc.property(options, fc.integer(), (set, seed) => {
      const made = makePointSet(set, { seed, startNs })
      expect(made.points).toBe(set.points)
      expect(linesOf(made)).toHaveLength(set.points)
      for (const [index, { lines, body }] of made.batches.entries()) {
        if (index < made.batches.length - 1) expect(lines).toHaveLength(set.batchPoints)
        expect(Buffer.from(body).toString()).toBe(lines.join('\n'))
      }
      expect(made.startNs).toBe(startNs)
      for (const line of linesOf(made)) {
        expect(timeOf(line) >= made.startNs && timeOf(line) < made.stopNs).toBe(true)
      }
    }),
    runs,
  )
})

test('shards together are the whole', () => {
  fc.assert(
    fc.property(options, fc.integer({ min: 1, max: 4 }), (set, of) => {
      const whole = makePointSet(set, { seed: 9, startNs })
      const parts = Array.from({ length: of }, (_, index) =>
        makePointSet(set, { seed: 9, startNs, shard: { index: index + 1, of } }),
      )
      expect(sumFingerprints(parts.map(({ expected }) => expected))).toEqual(whole.expected)
      expect(parts.flatMap(bytesOf).toSorted()).toEqual(bytesOf(whole).toSorted())
      for (const part of parts) expect(part.expected).toEqual(fingerprintOfBatches(part.batches))
    }),
    runs,
  )
})

test('a point that repeats a key stands in the batch of the one before it', () => {
  const set = makePointSet(
    { shape: 'energy', points: 5000, series: 50, batchPoints: 100, lateShare: 0.2, duplicateShare: 0.2 },
    { seed: 2, startNs },
  )
  const batchOf = new Map<string, number>()
  let repeated = 0
  for (const [index, { lines }] of set.batches.entries()) {
    for (const key of lines.map(keyOf)) {
      if (batchOf.has(key)) repeated++
      expect(batchOf.get(key) ?? index).toBe(index)
      batchOf.set(key, index)
    }
  }
  expect(repeated / set.points).toBeCloseTo(0.2, 1)
  expect(set.expected.points).toBe(set.points - repeated)
})

test('a fifth of the points is late, none is where nothing is to be late', () => {
  const lateOf = (lateShare: number) => {
    let latest = 0n
    let late = 0
    const set = { shape: 'phm', points: 20_000, series: 20, batchPoints: 200, lateShare } as const
    for (const { lines } of makePointSet(set, { seed: 3, startNs }).batches) {
      late += lines.filter((line) => timeOf(line) < latest).length
      for (const line of lines) latest = timeOf(line) > latest ? timeOf(line) : latest
    }
    return late / set.points
  }
  expect(lateOf(0)).toBe(0)
  expect(lateOf(0.2)).toBeCloseTo(0.2, 1)
})

test('every line of every shape is one that should be written', () => {
  for (const shape of shapes) {
    const { batches } = makePointSet({ shape, points: 200, series: 100, batchPoints: 50 }, { seed: 1, startNs })
    for (const { body } of batches) expect(decode(body, { mode: 'strict' }).errors).toEqual([])
  }
})

test('each shape has the types of its measurement, wide has 100 fields of all types', () => {
  for (const shape of shapes) {
    const { measurement, fields } = forms[shape].record
    const { batches } = makePointSet({ shape, points: 50, series: 10, batchPoints: 50 }, { seed: 1, startNs })
    for (const point of batches.flatMap(({ body }) => decode(body).points)) {
      expect(point.measurement).toBe(measurement)
      const declared = new Map(fields.map(({ key, type }) => [key, type]))
      for (const [key, { type }] of point.fields) expect(type).toBe(declared.get(key))
    }
  }
  const types = new Set(forms.wide.record.fields.map(({ type }) => type))
  expect([forms.wide.record.fields.length, types.size]).toEqual([100, 5])
})

test('sparse points have almost as many series as there are points', () => {
  const set = makePointSet({ shape: 'sparse', points: 1000, series: 900, batchPoints: 100 }, { seed: 1, startNs })
  expect(new Set(linesOf(set).map((line) => line.slice(0, line.indexOf(' ')))).size).toBe(900)
})

test('a set ends before now, in one shard group if it is of hours', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 14 * 24 }), (hour) => {
      const nowNs = startNs + BigInt(hour) * 3_600_000_000_000n + 1n
      for (const spanHours of [6, 24, 720]) {
        const from = startBefore(nowNs, { spanHours })
        const stop = from + BigInt(spanHours) * 3_600_000_000_000n
        expect(stop <= nowNs && nowNs - stop < 86_400_000_000_000n).toBe(true)
        if (spanHours > 24) continue
        expect(shardStart(from, defaultShardGroupNs)).toBe(shardStart(stop - 1n, defaultShardGroupNs))
      }
    }),
  )
})

test.each([
  { points: 0, series: 1, batchPoints: 1 },
  { points: 5, series: 6, batchPoints: 1 },
  { points: 5, series: 1, batchPoints: 0 },
])('refuses $points points in $series series and batches of $batchPoints', (set) => {
  expect(() => makePointSet({ shape: 'phm', ...set }, { seed: 1 })).toThrow('cannot be made')
})
