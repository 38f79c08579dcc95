import { expect, test } from 'vitest'
import { bytesOfText } from '../text.ts'
import { isSeriesAt, SeriesIndex } from './known-series.ts'
import { type Body, bodyOf } from './pattern.ts'

const body = (text: string): Body => bodyOf(bytesOfText(text))

function find(index: SeriesIndex, key: string, before = '') {
  return index.find(body(`${before}${key} f=1`), { from: before.length, to: before.length + key.length })
}

test('a series that was seen is found again, wherever it stands', () => {
  const index = new SeriesIndex()
  const first = find(index, 'm,t=a')
  expect(first?.series.key).toBe('m,t=a')
  expect(find(index, 'm,t=a')).toBe(first)
  expect(find(index, 'm,t=a', 'n f=1\n')).toBe(first)
})

test('other bytes are another series', () => {
  const index = new SeriesIndex()
  const keys = ['m,t=a', 'm,t=b', 'm', 'mm', 'm,t=aa', 'n,t=a', ...Array.from({ length: 500 }, (_, n) => `m,n=${n}`)]
  for (let round = 0; round < 2; round++) {
    expect(keys.map((key) => find(index, key)?.series.key)).toEqual(keys)
  }
})

test('equal series in another order of tags keep their order', () => {
  const index = new SeriesIndex()
  const [one, other] = ['m,a=1,b=2', 'm,b=2,a=1'].map((key) => find(index, key))
  expect(one?.tags).toEqual([
    ['a', '1'],
    ['b', '2'],
  ])
  expect(other?.tags).toEqual([
    ['b', '2'],
    ['a', '1'],
  ])
  expect(other?.series).toEqual(one?.series)
})

test('what the server refuses, or would end elsewhere, is no series', () => {
  const index = new SeriesIndex()
  for (const key of ['', ',t=a', 'm,', 'm,t', 'm,t=', 'm,t=a=b', 'm,time=a', 'm n', 'm\\']) {
    expect(find(index, key), key).toBeUndefined()
    expect(find(index, key), key).toBeUndefined()
  }
})

test('a series of more than a kilobyte is read and not kept', () => {
  const index = new SeriesIndex()
  const kept = `m,t=${'x'.repeat(1020)}`
  const long = `${kept}x`
  expect(find(index, kept, 'n f=1\n')).toBe(find(index, kept))
  expect(find(index, long)?.series.key).toBe(long)
  expect(find(index, long)).not.toBe(find(index, long))
})

test('the index starts anew when it is full', () => {
  const index = new SeriesIndex(3)
  const [a, , c] = ['m,n=a', 'm,n=b', 'm,n=c'].map((key) => find(index, key))
  expect([find(index, 'm,n=a'), find(index, 'm,n=c')]).toEqual([a, c])
  expect(find(index, 'm,n=a')).toBe(a)
  const d = find(index, 'm,n=d')
  expect(find(index, 'm,n=d')).toBe(d)
  expect(find(index, 'm,n=a')).not.toBe(a)
  expect(find(index, 'm,n=a')?.series.key).toBe('m,n=a')
})

test('a series stands where its bytes are followed by a blank', () => {
  const known = find(new SeriesIndex(), 'm,t=a')
  if (known === undefined) throw new Error('m,t=a is a series')
  expect(isSeriesAt(known, body('m,t=a f=1'), 0)).toBe(true)
  expect(isSeriesAt(known, body('n f=1\nm,t=a f=1'), 6)).toBe(true)
  for (const other of ['m,t=a', 'm,t=ab f=1', 'm,t=b f=1', 'n,t=a f=1', 'm,t=a,u=b f=1']) {
    expect(isSeriesAt(known, body(other), 0), other).toBe(false)
  }
})
