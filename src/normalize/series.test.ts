import { expect, test } from 'vitest'
import { textOfBytes } from '../line-protocol/text.ts'
import { createSeriesOfTags } from './series.ts'

test('a series begins as its line does', () => {
  const series = createSeriesOfTags('m 1')([
    ['a b', 'c,d'],
    ['e', 'f'],
  ])
  expect(textOfBytes(series.bytes)).toBe('m\\ 1,a\\ b=c\\,d,e=f')
  expect(textOfBytes(series.with('g=', 'h i').bytes)).toBe('m\\ 1,a\\ b=c\\,d,e=f,g\\==h\\ i')
})

test('the same tags are the same series, others are others', () => {
  const of = createSeriesOfTags('m')
  const series = of([['a', '1']])
  expect(of([['a', '1']])).toBe(series)
  expect(of([['a', '2']])).not.toBe(series)
  expect(of([])).not.toBe(series)
  expect(series.with('b', '1')).toBe(series.with('b', '1'))
  expect(series.with('b', '1').with('c', '1')).toBe(series.with('b', '1').with('c', '1'))
  expect(series.with('b', '2')).not.toBe(series.with('b', '1'))
  expect(series.with('c', '1')).not.toBe(series.with('b', '1'))
})
