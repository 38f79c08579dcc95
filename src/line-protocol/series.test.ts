import { expect, test } from 'vitest'
import { decode } from './decode.ts'
import { seriesOf } from './series.ts'

test('tags are sorted by the bytes of their keys, and names unescaped', () => {
  const series = seriesOf({
    measurement: 'm, n',
    tags: [
      ['b', 'x y'],
      ['a=', 'é'],
      ['B', ''],
    ],
  })
  expect(series).toEqual({
    key: 'm\\,\\ n,B=,a\\==é,b=x\\ y',
    measurement: 'm, n',
    tags: [
      ['B', ''],
      ['a=', 'é'],
      ['b', 'x y'],
    ],
    hidden: false,
  })
})

/** Lines that the server accepts; whether a query finds the series again. */
const hidden: readonly (readonly [line: string, hidden: boolean])[] = [
  ['m f=1', false],
  ['a\\ b\\,c f=1', false],
  ['m,t=a\\ b f=1', false],
  ['a\\=b f=1', true],
  ['m,t==b f=1', true],
]
for (const [line, expected] of hidden) {
  test(`${line} is ${expected ? 'never found again' : 'found again'}`, () => {
    expect(decode(line).points.map(({ series }) => series.hidden)).toEqual([expected])
  })
}
