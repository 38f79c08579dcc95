import { expect, test } from 'vitest'
import { type FluxRow, readAnnotatedCsv } from './annotated-csv.ts'

async function read(lines: readonly string[]): Promise<FluxRow[]> {
  const rows: FluxRow[] = []
  for await (const row of readAnnotatedCsv([`${lines.join('\r\n')}\r\n\r\n`])) rows.push(row)
  return rows
}

const block = [
  '#group,false,false,true,false,false,false',
  '#datatype,string,long,string,dateTime:RFC3339,double,boolean',
  '#default,first,,,,,',
  ',result,table,room,_time,_value,on',
  ',,0,hall,2026-01-02T03:04:05.5Z,1.5,true',
  ',,1,"a, ""b""",2026-01-02T03:04:05Z,,',
]

test('reads values by the type of their column', async () => {
  const [row] = await read(block)
  expect(row?.result).toBe('first')
  expect(row?.values).toEqual({ room: 'hall', _time: 1_767_323_045_500_000_000n, _value: 1.5, on: true })
  expect(row?.columns.filter((one) => one.group).map((one) => one.name)).toEqual(['room'])
})

test('reads an empty cell as null, unless its column holds text', async () => {
  const rows = await read(block)
  expect(rows[1]?.table).toBe(1)
  expect(rows[1]?.values).toMatchObject({ room: 'a, "b"', _value: null, on: null })
})

test('starts a new schema at new annotations', async () => {
  const second = [
    '#group,false,false,false',
    '#datatype,string,long,long',
    '#default,count,,',
    ',result,table,_value',
    ',,0,-9223372036854775808',
  ]
  const rows = await read([...block, '', ...second])
  expect(rows.map((row) => row.result)).toEqual(['first', 'first', 'count'])
  expect(rows[2]?.values).toEqual({ _value: -9223372036854775808n })
})

test('fills empty cells from the default annotation', async () => {
  const rows = await read([
    '#group,false,false,true,false',
    '#datatype,string,long,string,unsignedLong',
    '#default,_result,,kitchen,',
    ',result,table,room,_value',
    ',,0,,18446744073709551615',
  ])
  expect(rows[0]?.values).toEqual({ room: 'kitchen', _value: 18446744073709551615n })
})

test('throws the error of an error table, after the rows before it', async () => {
  const seen: string[] = []
  const lines = [
    ...block,
    '',
    '#group,true,true',
    '#datatype,string,string',
    '#default,,',
    ',error,reference',
    ',"no, such",897',
  ]
  const reading = async () => {
    for await (const row of readAnnotatedCsv([`${lines.join('\r\n')}\r\n`])) seen.push(row.result)
  }
  await expect(reading()).rejects.toMatchObject({ name: 'FluxStreamError', message: 'no, such', reference: '897' })
  expect(seen).toEqual(['first', 'first'])
})

test('refuses a row that is shorter than its header', async () => {
  await expect(read([...block, ',,2'])).rejects.toThrow(RangeError)
})

test('gives no row for an empty answer', async () => {
  expect(await read([''])).toEqual([])
})

for (const text of ['<html>', '{"results":[]}', '\u001f\u008b', 'a,b']) {
  test(`refuses ${JSON.stringify(text)}, which is no annotated CSV`, async () => {
    await expect(read([text])).rejects.toThrow(RangeError)
  })
}
