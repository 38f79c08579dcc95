import { expect, test } from 'vitest'
import { Column, constantColumn } from '../table/column.ts'
import { GroupKey } from '../table/group-key.ts'
import type { Table } from '../table/table.ts'
import { type Dialect, defaultDialect } from './dialect.ts'
import { createCsvWriter } from './result-writer.ts'

const annotated: Dialect = { ...defaultDialect, annotations: ['group', 'datatype', 'default'] }

function table(host: string, values: readonly (number | null)[]): Table {
  const key = new GroupKey([{ label: 'host', type: 'string', value: host }])
  return {
    key,
    columns: [
      constantColumn({ label: 'host', type: 'string' }, host, values.length),
      new Column('_value', 'float', values),
    ],
    length: values.length,
  }
}

function written(dialect: Dialect, tables: readonly Table[]): string {
  const writer = createCsvWriter(dialect)
  writer.begin('_result')
  for (const one of tables) writer.table(one)
  writer.end()
  return writer.text()
}

test('writes an empty result as one empty line', () => {
  expect(written(annotated, [])).toBe('\r\n')
})

test('writes headers once for tables of one schema', () => {
  expect(written(annotated, [table('a', [1]), table('b', [null])]).split('\r\n')).toEqual([
    '#group,false,false,true,false',
    '#datatype,string,long,string,double',
    '#default,_result,,,',
    ',result,table,host,_value',
    ',,0,a,1',
    ',,1,b,',
    '',
    '',
  ])
})

test('puts the key of an empty table into the defaults and writes the header again after it', () => {
  expect(written(annotated, [table('a', []), table('b', [1])]).split('\r\n')).toEqual([
    '#group,false,false,true,false',
    '#datatype,string,long,string,double',
    '#default,_result,0,a,',
    ',result,table,host,_value',
    '',
    '#group,false,false,true,false',
    '#datatype,string,long,string,double',
    '#default,_result,,,',
    ',result,table,host,_value',
    ',,1,b,1',
    '',
    '',
  ])
})

test('names the result in each row where there are no defaults', () => {
  expect(written(defaultDialect, [table('a', [1])])).toBe(',result,table,host,_value\r\n,_result,0,a,1\r\n\r\n')
})

test('leaves the header out', () => {
  expect(written({ ...defaultDialect, header: false }, [table('a', [1])])).toBe(',_result,0,a,1\r\n\r\n')
})

for (const [text, field] of [
  ['plain', 'plain'],
  ['a,b', '"a,b"'],
  ['say "hi"', '"say ""hi"""'],
  [' lead', '" lead"'],
  ['two\nlines', '"two\r\nlines"'],
  ['\\.', '"\\."'],
] as const) {
  test(`quotes ${JSON.stringify(text)} as Go does`, () => {
    expect(written(defaultDialect, [table(text, [1])])).toContain(`,0,${field},1\r\n`)
  })
}

test('writes an error after rows as a table of its own', () => {
  const writer = createCsvWriter(annotated)
  writer.begin('_result')
  writer.table(table('a', [1]))
  writer.error('it broke')
  expect(
    writer
      .text()
      .endsWith(
        '\r\n\r\n#group,true,true\r\n#datatype,string,string\r\n#default,,\r\n,error,reference\r\n,it broke,\r\n',
      ),
  ).toBe(true)
})
