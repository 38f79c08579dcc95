import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CellPlace } from './cell-hash.ts'
import { CellScanner } from './cell-scanner.ts'

interface Seen {
  readonly place: Omit<CellPlace, 'tags'> & { readonly tags: Readonly<Record<string, string>> }
  readonly cells: readonly string[]
}

function scan(pieces: Iterable<string>): readonly Seen[] {
  const seen: { place: Seen['place']; cells: string[] }[] = []
  const scanner = new CellScanner({
    place: ({ tags, ...place }) => {
      const present = [...tags].map(([key, value]) => [key, value ?? ''] as const)
      seen.push({ place: { ...place, tags: Object.fromEntries(present) }, cells: [] })
    },
    cell: (time, value) => void seen.at(-1)?.cells.push(`${time} ${value}`),
  })
  for (const piece of pieces) scanner.push(piece)
  scanner.end()
  return seen
}

const textOf = (lines: readonly string[]) => `${lines.join('\r\n')}\r\n\r\n`

function block({
  type = 'double',
  tags = ['k'],
  rows,
}: {
  type?: string
  tags?: readonly string[]
  rows: readonly string[]
}) {
  return [
    `#group,false,false,false,false,true,true${',true'.repeat(tags.length)}`,
    `#datatype,string,long,dateTime:RFC3339,${type},string,string${',string'.repeat(tags.length)}`,
    `#default,_result,,,,,${','.repeat(tags.length)}`,
    `,result,table,_time,_value,_field,_measurement${tags.map((tag) => `,${tag}`).join('')}`,
    ...rows,
  ]
}

const answer = textOf([
  ...block({
    type: 'string',
    rows: [
      ',,0,2026-01-01T00:00:00Z,plain,f,m,a',
      ',,0,2026-01-01T00:00:01Z,,f,m,a',
      ',,0,2026-01-01T00:00:02Z,"a, ""b""\r\n,,0,2026-01-01T00:00:09Z,c,f,m,a",f,m,a',
      ',,0,2026-01-01T00:00:03Z,#x,f,m,a',
      ',,1,2026-01-01T00:00:00Z,x,f,m,"a, b"',
      ',,1,2026-01-01T00:00:01Z,y,f,m,"a, b"',
      ',,10,2026-01-01T00:00:01Z,z,f,"m\r\n",a',
      ',,10,2026-01-01T00:00:02Z,zz,f,"m\r\n",a',
    ],
  }),
  '',
  ...block({ type: 'long', tags: [], rows: [',,11,2026-01-01T00:00:00Z,-5,g,m'] }),
])

const expected = scan([answer])

test('reads cells by series and field, quoted ones too', () => {
  expect(expected).toEqual([
    {
      place: { measurement: 'm', field: 'f', type: 'string', tags: { k: 'a' } },
      cells: [
        '2026-01-01T00:00:00Z plain',
        '2026-01-01T00:00:01Z ',
        '2026-01-01T00:00:02Z a, "b"\r\n,,0,2026-01-01T00:00:09Z,c,f,m,a',
        '2026-01-01T00:00:03Z #x',
      ],
    },
    {
      place: { measurement: 'm', field: 'f', type: 'string', tags: { k: 'a, b' } },
      cells: ['2026-01-01T00:00:00Z x', '2026-01-01T00:00:01Z y'],
    },
    {
      place: { measurement: 'm\r\n', field: 'f', type: 'string', tags: { k: 'a' } },
      cells: ['2026-01-01T00:00:01Z z', '2026-01-01T00:00:02Z zz'],
    },
    { place: { measurement: 'm', field: 'g', type: 'integer', tags: {} }, cells: ['2026-01-01T00:00:00Z -5'] },
  ])
})

test('pieces may end anywhere', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: answer.length }), { maxLength: 8 }), (cuts) => {
      const ends = [0, ...cuts.toSorted((a, b) => a - b), answer.length]
      expect(scan(ends.slice(1).map((end, index) => answer.slice(ends[index], end)))).toEqual(expected)
    }),
  )
  expect(scan(answer)).toEqual(expected)
})

test('a tag may have the name of a column', () => {
  const [seen] = scan([
    textOf([
      '#group,false,false,true,false,false,true,true,true,true',
      '#datatype,string,long,string,dateTime:RFC3339,boolean,string,string,string,string',
      '#default,_result,,,,,,,,',
      ',result,table,_value,_time,_value,_field,_measurement,result,table',
      ',,0,tagged,2026-01-01T00:00:00Z,true,f,m,r,t',
    ]),
  ])
  expect(seen).toEqual({
    place: { measurement: 'm', field: 'f', type: 'boolean', tags: { _value: 'tagged', result: 'r', table: 't' } },
    cells: ['2026-01-01T00:00:00Z true'],
  })
})

test('rows of a table by field are each of their own series', () => {
  const rows = [',,0,2026-01-01T00:00:00Z,1,f,m,a,', ',,0,2026-01-01T00:00:00Z,2,f,m,,b']
  const grouped = block({ tags: ['k', 'l'], rows }).map((line) =>
    line.startsWith('#group') ? '#group,false,false,false,false,true,false,false,false' : line,
  )
  expect(scan([textOf(grouped)]).map(({ place, cells }) => [place.tags, cells])).toEqual([
    [{ k: 'a', l: '' }, ['2026-01-01T00:00:00Z 1']],
    [{ k: '', l: 'b' }, ['2026-01-01T00:00:00Z 2']],
  ])
})

test.each([
  [['<html>', ''], 'no annotated CSV'],
  [[',result,table,_time', ',,0,x'], 'a table without _value'],
  [block({ type: 'dateTime:RFC3339', rows: [] }), 'values of type dateTime'],
  [block({ rows: [',,0,2026-01-01T00:00:00Z,1,f,m'] }), 'a row of 7 columns below a header of 8'],
  [['#datatype,string,string', ',error,reference', ',it broke,897'], 'it broke'],
])('what is no table of cells is an error: %j', (lines, message) => {
  expect(() => scan([textOf(lines)])).toThrow(message)
})
