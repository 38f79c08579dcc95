import { expect, test } from 'vitest'
import { bytesOfText } from '../text.ts'
import type { FieldValue, Precision } from '../types.ts'
import { PlainLines } from './plain-lines.ts'

const float = (value: number): FieldValue => ({ type: 'float', value })
const integer = (value: bigint): FieldValue => ({ type: 'integer', value })
const unsigned = (value: bigint): FieldValue => ({ type: 'unsigned', value })
const text = (value: string): FieldValue => ({ type: 'string', value })

/** What the fast reader makes of the first line of a body; undefined where it leaves the line to the exact reader. */
function read(body: string, precision: Precision = 'ns') {
  return new PlainLines(bytesOfText(body), precision).read(0, 1)
}

const values: readonly (readonly [text: string, value: FieldValue])[] = [
  ['0', float(0)],
  ['-0', float(-0)],
  ['5', float(5)],
  ['-90', float(-90)],
  ['1.', float(1)],
  ['1.5', float(1.5)],
  ['-1.25', float(-1.25)],
  ['-.5', float(-0.5)],
  ['0.000001', float(0.000001)],
  ['123456789012345', float(123456789012345)],
  ['12345.0123456789', float(12345.0123456789)],
  ['1234567890123.456', float(1234567890123.456)],
  ['-0.1234567890123456', float(-0.1234567890123456)],
  ['123456789012345678.123456789012345678901234', float(123456789012345680)],
  ['0i', integer(0n)],
  ['-0i', integer(0n)],
  ['7i', integer(7n)],
  ['-123456789012345i', integer(-123456789012345n)],
  ['7u', unsigned(7n)],
  ['123456789012345u', unsigned(123456789012345n)],
  ['t', { type: 'boolean', value: true }],
  ['FALSE', { type: 'boolean', value: false }],
  ['""', text('')],
  ['"a"', text('a')],
  ['"a,b=c d#"', text('a,b=c d#')],
  ['"two\nlines"', text('two\nlines')],
  ['"é😀"', text('é😀')],
  ['"a string of 24 characters"', text('a string of 24 characters')],
  ['"a string of exactly 25 ch"', text('a string of exactly 25 ch')],
  ['"a longer string that is not ASCII: é😀"', text('a longer string that is not ASCII: é😀')],
  ['"a longer string that is not UTF-8: \udcff"', text('a longer string that is not UTF-8: \udcff')],
]

for (const [given, value] of values) {
  test(`reads the value ${JSON.stringify(given)}`, () => {
    for (const [rest, time] of [
      ['', undefined],
      ['\nn f=2', undefined],
      [' 5', 5n],
      [' 5\nn f=2', 5n],
    ] as const) {
      const point = read(`m f=${given}${rest}`)
      expect(point?.fields).toEqual([['f', value]])
      expect(point?.time).toBe(time)
    }
    expect(read(`m f=${given},g=1`)?.fields).toEqual([
      ['f', value],
      ['g', float(1)],
    ])
  })
}

const times: readonly (readonly [text: string, precision: Precision, time: bigint])[] = [
  ['0', 'ns', 0n],
  ['999999999', 'ns', 999_999_999n],
  ['1000000000', 'ns', 1_000_000_000n],
  ['1700000000123456789', 'ns', 1_700_000_000_123_456_789n],
  ['9223372035999999999', 'ns', 9_223_372_035_999_999_999n],
  ['0000000005', 'ns', 5n],
  ['1700000000123456', 'us', 1_700_000_000_123_456_000n],
  ['5', 'us', 5_000n],
  ['1700000000123', 'ms', 1_700_000_000_123_000_000n],
  ['1700000000', 's', 1_700_000_000_000_000_000n],
  ['9223372035', 's', 9_223_372_035_000_000_000n],
]
for (const [given, precision, time] of times) {
  test(`reads the time ${given} in ${precision}`, () => {
    expect(read(`m f=1 ${given}`, precision)?.time).toBe(time)
  })
}

/** Lines that are not plain, whether they can be read or not. */
const left: readonly (readonly [line: string, precision?: Precision])[] = [
  [''],
  ['\nm f=1'],
  ['# note f=1'],
  [' m f=1'],
  ['m'],
  ['m,t=a'],
  ['m\nn f=1'],
  ['m\tn f=1'],
  ['m\\ n f=1'],
  [',t=a f=1'],
  ['m, f=1'],
  ['m,t= f=1'],
  ['m,t=a,t=b f=1'],
  ['m,time=a f=1'],
  ['m '],
  ['m f'],
  ['m  f=1'],
  ['m =1'],
  ['m f\t=1'],
  ['m "f"=1'],
  ['m f\\=1=2'],
  ['m a,f=1'],
  ['m a f=1'],
  ['m f=1,=2'],
  ['m f=1,'],
  ['m f='],
  ['m f=\n'],
  ['m f=,g=1'],
  ['m f=-'],
  ['m f=.5'],
  ['m f=1e5'],
  ['m f=1.2.3'],
  ['m f=1x'],
  ['m f=1\r'],
  ['m f=1\t5'],
  ['m f=1ii'],
  ['m f=1.5i'],
  ['m f=-1u'],
  ['m f=1.5u'],
  ['m f=/1'],
  ['m f=:1'],
  ['m f=1234567890123456'],
  ['m f=1234567890123456i'],
  ['m f=1.2345678901234567x'],
  ['m f=1234567890123456789.5'],
  ['m f=0.1234567890123456789012345'],
  ['m f=12345678901234.1e5'],
  ['m f=t1'],
  ['m f=true1'],
  ['m f=false1'],
  ['m f=false,g=fa'],
  ['m f="a'],
  ['m f="'],
  ['m f="a\\"b"'],
  ['m f="a"b'],
  ['m f=1 '],
  ['m f=1 \n'],
  ['m f=1 x'],
  ['m f=1  5'],
  ['m f=1 -5'],
  ['m f=1 /5'],
  ['m f=1 5:'],
  ['m f=1 5 '],
  ['m f=1 9223372036000000000'],
  ['m f=1 10000000000000000000'],
  ['m f=1 00000000000000000005'],
  ['m f=1 9223372036', 's'],
  ['m f=1 00000000005', 's'],
  [`m ${'x'.repeat(65_531)}=1`],
]
for (const [line, precision = 'ns'] of left) {
  test(`leaves ${JSON.stringify(line.slice(0, 50))} to the exact reader`, () => {
    expect(read(line, precision)).toBeUndefined()
  })
}

test('reads the longest key that a server takes', () => {
  expect(read(`m ${'x'.repeat(65_530)}=1`)?.fields).toEqual([['x'.repeat(65_530), float(1)]])
})

test('reads measurement, tags, series and number of the line', () => {
  expect(new PlainLines(bytesOfText('m,b=x,a=é f=1 5'), 'ns').read(0, 7)).toEqual({
    series: {
      key: 'm,a=é,b=x',
      measurement: 'm',
      tags: [
        ['a', 'é'],
        ['b', 'x'],
      ],
      hidden: false,
    },
    measurement: 'm',
    tags: [
      ['b', 'x'],
      ['a', 'é'],
    ],
    fields: [['f', float(1)]],
    time: 5n,
    line: 7,
  })
})

/** Lines that resemble those before them, which the reader expects to come again. */
const recurring: readonly (readonly [name: string, ...lines: (readonly [series: string, ...keys: string[]])[]])[] = [
  ['the same line again', ['m', 'a', 'b'], ['m', 'a', 'b'], ['m', 'a', 'b']],
  ['fewer and more fields', ['m', 'a', 'b'], ['m', 'a'], ['m', 'a', 'b', 'c'], ['m', 'a', 'b', 'c']],
  ['other fields', ['m', 'a', 'b'], ['m', 'b', 'a'], ['m', 'c', 'b'], ['m', 'a', 'c'], ['m', 'c', 'a']],
  ['longer and shorter keys', ['m', 'a'], ['m', 'aa'], ['m', 'abcde'], ['m', 'abcd1'], ['m', 'abcd'], ['m', 'a']],
  ['two series by turns', ['m,t=a', 'f'], ['m,t=b', 'f'], ['m,t=a', 'f'], ['m,t=b', 'f'], ['m,t=a', 'g']],
  [
    'series that begin alike',
    ['m', 'f'],
    ['mm', 'f'],
    ['m', 'f'],
    ['m,t=a', 'f'],
    ['m', 'f'],
    ['mmmmm', 'f'],
    ['m', 'f'],
  ],
  ['series of one length', ['cpu,h=a', 'f'], ['cpu,h=b', 'f'], ['cpv,h=a', 'f'], ['cpu,h=a', 'f'], ['cpu,g=a', 'f']],
]
for (const [name, ...lines] of recurring) {
  test(`tells apart ${name}`, () => {
    const body = bytesOfText(lines.map(([series, ...keys]) => `${series} ${keys.map((key) => `${key}=1`)}`).join('\n'))
    const reader = new PlainLines(body, 'ns')
    const seen: string[][] = []
    for (let start = 0; start < body.length; start = reader.end + 1) {
      const point = reader.read(start, 1)
      seen.push([point?.series.key ?? '', ...(point?.fields ?? []).map(([key]) => key)])
    }
    expect(seen).toEqual(lines)
  })
}

test('says where a line ended and how many newlines its strings hold', () => {
  const reader = new PlainLines(bytesOfText('m a="x\ny\n",b="\n" 5\nm a=1\n'), 'ns')
  reader.read(0, 1)
  expect([reader.end, reader.newlines]).toEqual([18, 3])
  reader.read(19, 5)
  expect([reader.end, reader.newlines]).toEqual([24, 0])
})
