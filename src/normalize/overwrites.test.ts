import { expect, test } from 'vitest'
import { createLineOverwrites, createPointOverwrites } from './overwrites.ts'
import { createSeriesOfTags } from './series.ts'

/** Series and nanoseconds of some points in order; whether each overwrites the one before it in its series. */
const given: readonly (readonly [host: string, nanos: number, overwrites: boolean])[] = [
  ['a', 1, false],
  ['a', 1, true],
  ['a', 2, false],
  ['b', 2, false],
  ['a', 2, true],
  ['a', 1_000_000_002, false],
  ['a', 1_000_000_002, true],
  ['a', 2, false],
  ['b', 2, true],
]

test('a point overwrites the one before it where series and time are the same', () => {
  const overwrites = createPointOverwrites()
  const pointOf = (host: string, nanos: number) =>
    ({ measurement: 'm', tags: [['host', host]], fields: [], time: BigInt(nanos) }) as const
  expect(given.map(([host, nanos]) => overwrites(pointOf(host, nanos)))).toEqual(
    given.map(([, , expected]) => expected),
  )
})

test('a line overwrites the one before it where series and time are the same', () => {
  const overwrites = createLineOverwrites()
  const seriesOf = createSeriesOfTags('m')
  const lineOf = (host: string, nanos: number) => ({
    kind: 'line' as const,
    series: seriesOf([['host', host]]),
    time: { seconds: Math.floor(nanos / 1e9), nanos: nanos % 1e9 },
    decisions: [],
  })
  expect(given.map(([host, nanos]) => overwrites(lineOf(host, nanos)))).toEqual(given.map(([, , expected]) => expected))
})

test('points without a time overwrite nothing', () => {
  const overwrites = createPointOverwrites()
  const point = { measurement: 'm', tags: [], fields: [] }
  expect([overwrites(point), overwrites(point)]).toEqual([false, false])
})

test('tags that read alike when joined are other series', () => {
  const overwrites = createPointOverwrites()
  const pointOf = (...tags: (readonly [string, string])[]) => ({ measurement: 'm', tags, fields: [], time: 1n })
  expect(overwrites(pointOf(['a', '1'], ['b', '2']))).toBe(false)
  expect(overwrites(pointOf(['a', '12'], ['b', '']))).toBe(false)
  expect(overwrites(pointOf(['a', '1']))).toBe(false)
})
