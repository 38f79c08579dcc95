import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCsvRows } from './csv-rows.ts'

async function read(pieces: readonly string[]): Promise<string[][]> {
  const rows: string[][] = []
  for await (const row of readCsvRows(pieces)) rows.push(row)
  return rows
}

const cases: readonly [name: string, text: string, rows: string[][]][] = [
  [
    'plain cells',
    'a,b\r\nc,d\r\n',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    'line feeds alone',
    'a,b\nc,d\n',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    'a last row without an end',
    'a,b\r\nc,d',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  ['an empty row as one empty cell', 'a\r\n\r\nb\r\n', [['a'], [''], ['b']]],
  ['empty cells at both ends', ',a,\r\n', [['', 'a', '']]],
  ['doubled quotes', '"say ""hi""",x\r\n', [['say "hi"', 'x']]],
  ['a comma and a line break inside quotes', '"a,b\r\nc",d\r\n', [['a,b\r\nc', 'd']]],
  ['an empty quoted cell', '"",a,""\r\n', [['', 'a', '']]],
]

for (const [name, text, rows] of cases) {
  test(`reads ${name}`, async () => {
    expect(await read([text])).toEqual(rows)
    expect(await read([...text])).toEqual(rows)
  })
}

test('agrees with csv-parse on any table, cut anywhere', async () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', 'é'), maxLength: 5 })
  const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 })
  await fc.assert(
    fc.asyncProperty(table, fc.array(fc.nat(40), { maxLength: 4 }), async (rows, cuts) => {
      const text = rows.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(',')).join('\r\n')
      const pieces: string[] = []
      let at = 0
      for (const cut of [...cuts].sort((a, b) => a - b)) {
        pieces.push(text.slice(at, Math.max(at, cut)))
        at = Math.max(at, cut)
      }
      pieces.push(text.slice(at))
      const found = await read(pieces)
      expect(found).toEqual(rows)
      expect(found).toEqual(parse(text, { relax_column_count: true, record_delimiter: '\r\n' }))
    }),
  )
})
