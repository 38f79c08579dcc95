import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodePoint } from '../../line-protocol/encode.ts'
import { seriesOf } from '../../line-protocol/series.ts'
import type { FieldValue, Point } from '../../line-protocol/types.ts'
import type { Fingerprint } from './fingerprint.ts'
import { fingerprintOfBatches } from './fingerprint-lines.ts'
import { HashSum } from './hash64.ts'
import { shownText } from './shown-text.ts'
import { sameFingerprint, sumFingerprints } from './sum-fingerprints.ts'
import { storablePoint, storableValue } from './testing/storable-points.ts'

const bodyOf = (points: readonly Point[]) =>
  new TextEncoder().encode(
    points
      .map((point) => {
        const encoded = encodePoint(point)
        return encoded.ok ? encoded.line : ''
      })
      .join('\n'),
  )
const of = (points: readonly Point[]): Fingerprint => fingerprintOfBatches([{ body: bodyOf(points) }])
const keyOf = (point: Point) => `${seriesOf(point).key} ${point.time}`
const points = fc.uniqueArray(storablePoint, { minLength: 1, maxLength: 12, selector: keyOf })

test('does not depend on the order of points, tags or fields', () => {
  fc.assert(
    fc.property(points, (given) => {
      const turned = given.toReversed().map((point) => ({
        ...point,
        tags: point.tags.toReversed(),
        fields: point.fields.toReversed(),
      }))
      expect(of(turned)).toEqual(of(given))
    }),
  )
})

test('a point less, a point more, a field less are seen', () => {
  fc.assert(
    fc.property(points, fc.nat(), (given, pick) => {
      const index = pick % given.length
      const less = of(given.toSpliced(index, 1))
      expect(less.points).toBe(given.length - 1)
      expect(less.hash).not.toBe(of(given).hash)
      const [point] = given.slice(index)
      if (point === undefined || point.fields.length < 2) return
      const cut = of(given.with(index, { ...point, fields: point.fields.slice(1) }))
      expect([cut.points, cut.cells]).toEqual([given.length, of(given).cells - 1])
      expect(cut.hash).not.toBe(of(given).hash)
    }),
  )
})

test('another value of one cell is seen, another type too', () => {
  fc.assert(
    fc.property(points, fc.nat(), storableValue, (given, pick, value) => {
      const index = pick % given.length
      const [point] = given.slice(index)
      const [field, ...others] = point?.fields ?? []
      if (point === undefined || field === undefined) return
      fc.pre(!sameValue(field[1], value))
      const altered = of(given.with(index, { ...point, fields: [[field[0], value], ...others] }))
      expect(altered).toMatchObject({ points: given.length, cells: of(given).cells })
      expect(altered.hash).not.toBe(of(given).hash)
    }),
  )
})

test('values that differ in one bit, or only in type, differ', () => {
  const values: readonly FieldValue[] = [
    ...[0, -0, 1, 1 + Number.EPSILON, -1, 5e-324, 1.7976931348623157e308].map(
      (value) => ({ type: 'float', value }) as const,
    ),
    ...[0n, 1n, -1n, 2n ** 53n, 2n ** 53n + 1n, 2n ** 63n - 1n, -(2n ** 63n)].map(
      (value) => ({ type: 'integer', value }) as const,
    ),
    ...[0n, 1n, 2n ** 63n, 2n ** 64n - 1n].map((value) => ({ type: 'unsigned', value }) as const),
    ...['', '0', '1', 'true', 'a', 'A', '\u00e9', 'e\u0301'].map((value) => ({ type: 'string', value }) as const),
    ...[true, false].map((value) => ({ type: 'boolean', value }) as const),
  ]
  const hashes = values.map((value) => of([{ measurement: 'm', tags: [], fields: [['f', value]], time: 1n }]).hash)
  expect(new Set(hashes).size).toBe(values.length)
})

test('a carriage return does not count: no server shows it', () => {
  const text = (value: string) =>
    of([{ measurement: 'm', tags: [], fields: [['f', { type: 'string', value }]], time: 1n }])
  expect(text('a\r\nb')).toEqual(text('a\nb'))
  expect(text('a\nb')).not.toEqual(text('ab'))
})

test('times a nanosecond apart differ, from the first to the last', () => {
  const times = [-(2n ** 63n) + 2n, -1_000_000_001n, -1n, 0n, 1n, 2n ** 32n, 2n ** 32n * 1_000_000_000n, 2n ** 63n - 2n]
  const around = times.flatMap((time) => [time, time + (time > 0n ? -1n : 1n)])
  const hashes = [...new Set(around)].map((time) => of([{ measurement: 'm', tags: [], fields: [one], time }]).hash)
  expect(new Set(hashes).size).toBe(new Set(around).size)
})

const one: readonly [string, FieldValue] = ['f', { type: 'float', value: 1 }]

test('values that change places are seen', () => {
  const pair = (a: number, b: number): Point[] => [
    { measurement: 'm', tags: [['k', 'a']], fields: [['f', { type: 'float', value: a }]], time: 1n },
    { measurement: 'm', tags: [['k', 'b']], fields: [['f', { type: 'float', value: b }]], time: 1n },
  ]
  expect(of(pair(1, 2)).hash).not.toBe(of(pair(2, 1)).hash)
})

test('names that run together to the same text differ', () => {
  const named = (measurement: string, key: string, value: string) =>
    of([{ measurement, tags: [[key, value]], fields: [one], time: 1n }]).hash
  const hashes = [named('m', 'ab', 'c'), named('m', 'a', 'bc'), named('ma', 'b', 'c'), named('m', 'abc', 'f')]
  expect(new Set(hashes).size).toBe(hashes.length)
})

test('of a key written twice the last value of each field counts', () => {
  const at = (fields: Point['fields']): Point => ({ measurement: 'm', tags: [], fields, time: 1n })
  const [a, b, c] = [1, 2, 3].map((value) => ({ type: 'float', value }) as const)
  if (a === undefined || b === undefined || c === undefined) return
  const twice = of([
    at([
      ['f', a],
      ['g', b],
    ]),
    at([['f', c]]),
  ])
  expect(twice).toEqual(
    of([
      at([
        ['f', c],
        ['g', b],
      ]),
    ]),
  )
  expect(twice).toMatchObject({ points: 1, cells: 2 })
})

test('a line that is not stored, or has no time, has no fingerprint', () => {
  const body = (text: string) => [{ body: new TextEncoder().encode(text) }]
  expect(() => fingerprintOfBatches(body('m f=x 1'))).toThrow('take the fingerprint of lines')
  expect(() => fingerprintOfBatches(body('m f=1'))).toThrow('line 1 has no time')
})

test('parts sum to the whole, and a sum can be taken out again', () => {
  fc.assert(
    fc.property(points, fc.nat({ max: 12 }), (given, cut) => {
      const parts = [given.slice(0, cut), given.slice(cut)].map(of)
      const sum = sumFingerprints(parts)
      expect(sum).toEqual(of(given))
      expect(sameFingerprint(sum, of(given))).toBe(true)
      expect(sameFingerprint(sum, { ...sum, cells: sum.cells + 1 })).toBe(false)
    }),
  )
  const sum = new HashSum()
  const halves = fc.record({ low: fc.integer(), high: fc.integer() })
  fc.assert(
    fc.property(halves, halves, (a, b) => {
      const before = sum.hex()
      sum.add(a)
      const [low, high] = [a.low >>> 0, a.high >>> 0].map(BigInt)
      const exact = (BigInt(`0x${before}`) + ((high ?? 0n) << 32n) + (low ?? 0n)) % 2n ** 64n
      expect(BigInt(`0x${sum.hex()}`)).toBe(exact)
      sum.add(b)
      sum.subtract(b)
      expect(BigInt(`0x${sum.hex()}`)).toBe(exact)
    }),
  )
})

function sameValue(a: FieldValue, b: FieldValue): boolean {
  const [shownA, shownB] = [a, b].map(({ value }) => (typeof value === 'string' ? shownText(value) : value))
  return a.type === b.type && Object.is(shownA, shownB)
}
