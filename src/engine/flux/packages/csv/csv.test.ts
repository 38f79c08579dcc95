import { expect, test } from 'vitest'
import { createFluxFixture, rowsOf } from '../../flux-fixture.ts'

const from = (text: string, mode?: string) =>
  createFluxFixture().query(
    `import "csv"\ncsv.from(csv: ${JSON.stringify(text)}${mode === undefined ? '' : `, mode: "${mode}"`})`,
  )

test('reads annotated blocks as tables with keys, defaults and nulls', async () => {
  const csv = await from(
    '#datatype,string,long,dateTime:RFC3339,double,string\n#group,false,false,false,false,true\n#default,_result,,,7,\n' +
      ',result,table,_time,_value,host\n,,0,2026-01-15T00:00:00Z,1.5,a\n,,1,2026-01-15T00:00:10Z,,b\n,,1,,2,b\n',
  )
  expect(csv).toContain('#group,false,false,false,false,true\n')
  expect(rowsOf(csv).map(({ table, _time, _value, host }) => [table, _time, _value, host])).toEqual([
    ['0', '2026-01-15T00:00:00Z', '1.5', 'a'],
    ['1', '2026-01-15T00:00:10Z', '7', 'b'],
    ['1', '', '2', 'b'],
  ])
})

test('reads a second block with columns of its own', async () => {
  const block = (type: string, value: string) =>
    `#datatype,string,long,${type}\n#group,false,false,false\n#default,,,\n,result,table,v\n,,0,${value}\n`
  const csv = await from(`${block('long', '1')}\n${block('boolean', 'true')}`)
  expect(rowsOf(csv).map(({ v }) => v)).toEqual(['1', 'true'])
})

test('reads raw texts as strings, quotes undone', async () => {
  const csv = await from('a,b\n"x ""y""",2\n', 'raw')
  expect(csv).toContain(',,0,"x ""y""",2')
  expect(csv).toContain('#datatype,string,long,string,string')
})

for (const [text, mode, message] of [
  ['', 'raw', 'must provide csv raw text or filename'],
  ['a,b\n1', 'raw', 'error in csv.from(): wrong number of fields'],
  ['a,b\n1,2', 'annotations', 'missing expected annotation datatype'],
  ['#datatype,string,long,long\n,result,table,v\n,,0,x', 'annotations', 'parsing "x": invalid syntax'],
] as const) {
  test(`refuses ${JSON.stringify(text)} as ${mode}`, async () => {
    await expect(from(text, mode)).rejects.toThrow(message)
  })
}
