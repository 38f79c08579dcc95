import { expect, test } from 'vitest'
import { decode } from './decode.ts'
import type { Precision } from './types.ts'

/** The text with a mark at the position where strict mode reports each rule, in the order of the reports. */
const strictFaults: readonly (readonly [marked: string, ...rules: string[]])[] = [
  ['m f=1 5^x', 'bad-timestamp'],
  ['ok f=1\nm^', 'missing-fields'],
  ['m,t=^ f=1', 'missing-tag-value'],
  ['m,^=a f=1', 'missing-tag-key'],
  ['m,t=a^=b f=1', 'invalid-tag-format'],
  ['m f=^tRUE', 'invalid-boolean'],
  ['m f=^1.1.1', 'invalid-number'],
  ['m f="a\nbé" 5^é', 'bad-timestamp'],
  ['m f=1 5 ^6', 'point-is-invalid'],
  ['^ m f=1', 'leading-blank'],
  ['m ^ f=1', 'extra-blank'],
  ['m f=1^ ', 'extra-blank'],
  ['m f=1 5^ ', 'extra-blank'],
  ['m f=^"a"\r', 'cut-string'],
  ['^a\\=b f=1', 'hidden-series'],
  ['m ^a\\"b=1', 'needless-escape'],
  ['m,u=é,^_value=3 f=1', 'tag-key-hidden'],
  ['m f=1,^time=2', 'field-key-time'],
  ['m f=1,^f=2', 'field-key-duplicate'],
  ['m f=1 ^9223372036854775806', 'time-unreadable'],
  ['# note y=^"\nm f=1', 'comment-swallows-lines'],
  ['m f=1,g=^"a"\r', 'cut-string'],
  ['m f=^"a"b"c"', 'cut-string'],
  ['m,u=é,^t=a\r f=1', 'carriage-return'],
  ['m é=1,^f="\udcff"', 'not-text'],
  ['^a\rb f=1', 'carriage-return'],
]

for (const [marked, ...rules] of strictFaults) {
  test(`says where strict mode refuses ${JSON.stringify(marked)}`, () => {
    const before = marked.slice(0, marked.indexOf('^'))
    const column = before.length - before.lastIndexOf('\n')
    const line = before.split('\n').length
    const { errors } = decode(marked.replace('^', ''), { mode: 'strict' })
    expect(errors.map((error) => [error.rule, error.line, error.column])).toEqual(
      rules.map((rule) => [rule, line, column]),
    )
  })
}

test('goes on with the next line after one that is refused', () => {
  const { points, errors } = decode('m f=1\nm\nn f=2\nm f="x\no f=3', { mode: 'strict' })
  expect(points.map(({ measurement, line }) => [measurement, line])).toEqual([
    ['m', 1],
    ['n', 3],
    ['o', 5],
  ])
  expect(errors.map(({ rule, line }) => [rule, line])).toEqual([
    ['missing-fields', 2],
    ['unbalanced-quotes', 5],
  ])
})

test('takes the lines after an open quote as one line in server mode', () => {
  const { points, errors } = decode('m f="x\nm f=1\n')
  expect(points).toEqual([])
  expect(errors.map(({ text, reason }) => [text, reason])).toEqual([['m f="x\nm f=1', 'unbalanced quotes']])
})

test('counts the newlines of string values as lines', () => {
  const { points } = decode('m f="a\nb"\n\n# note\nn f=1')
  expect(points.map(({ line }) => line)).toEqual([1, 5])
})

const times: readonly (readonly [precision: Precision, text: string, time: bigint])[] = [
  ['ns', '1700000000123456789', 1_700_000_000_123_456_789n],
  ['ns', '9223372036854775806', 2n ** 63n - 2n],
  ['ns', '-9223372036854775806', -(2n ** 63n) + 2n],
  ['ns', '0', 0n],
  ['ns', '999999999', 999_999_999n],
  ['ns', '000000000000000000000000001', 1n],
  ['us', '1700000000123456', 1_700_000_000_123_456_000n],
  ['ms', '1700000000123', 1_700_000_000_123_000_000n],
  ['s', '1700000000', 1_700_000_000_000_000_000n],
  ['s', '9223372036', 9_223_372_036_000_000_000n],
  ['s', '-1', -1_000_000_000n],
]

for (const [precision, text, time] of times) {
  test(`reads the time ${text} in ${precision}`, () => {
    expect(decode(`m f=1 ${text}`, { precision }).points[0]?.time).toBe(time)
  })
}

test('refuses a time that overflows in its precision', () => {
  for (const precision of ['s', 'ms', 'us'] as const) {
    const [error] = decode('m f=1 9223372036854775806', { precision }).errors
    expect(error?.reason).toBe('time outside range -9223372036854775806 - 9223372036854775806')
  }
})

test('keeps bytes that are not UTF-8 apart and shows them as the server does', () => {
  const { points } = decode(Uint8Array.of(0x61, 0xff, 0x20, 0x66, 0x3d, 0x31, 0x0a, 0x61, 0xfe, 0x20, 0x66, 0x3d, 0x31))
  const names = points.map(({ measurement }) => measurement)
  expect(names).toEqual(['a\udcff', 'a\udcfe'])
  expect(names.map((name) => name.toWellFormed())).toEqual(['a\ufffd', 'a\ufffd'])
})

const words: readonly (readonly [text: string, value: boolean])[] = [
  ...['t', 'T', 'true', 'True', 'TRUE'].map((text) => [text, true] as const),
  ...['f', 'F', 'false', 'False', 'FALSE'].map((text) => [text, false] as const),
]
for (const [text, value] of words) {
  for (const mode of ['server', 'strict'] as const) {
    test(`reads ${text} as ${value} in ${mode} mode`, () => {
      expect(decode(`m f=${text}`, { mode }).points[0]?.fields).toEqual([['f', { type: 'boolean', value }]])
    })
  }
}

test('reads nanoseconds as the server does unless told otherwise', () => {
  const { points, errors } = decode('m f=1 1700000000123456789\n m f=1\n')
  expect(points.map(({ time }) => time)).toEqual([1_700_000_000_123_456_789n, undefined])
  expect(errors).toEqual([])
})

test('strict mode takes a backslash before anything in a string, and a time with a sign', () => {
  const { points, errors } = decode('m f="a\\ \\\n\\b\\"" -5', { mode: 'strict' })
  expect(errors).toEqual([])
  expect(points.map(({ fields, time }) => [fields[0]?.[1].value, time])).toEqual([['a\\ \\\n\\b"', -5n]])
})

test('strict mode says that storage finds fewer fields than the line shows', () => {
  const { errors } = decode(String.raw`m \\="=,b=",c=1`, { mode: 'strict' })
  expect(errors.map(({ rule, column }) => [rule, column])).toContainEqual(['unreadable-field', 3])
})

test('strict mode gives no point of a line that it refuses', () => {
  const { points, errors } = decode(' m f=1\nm f=1,time=2\nm f=1', { mode: 'strict' })
  expect(points.map(({ line }) => line)).toEqual([3])
  expect(errors.map(({ kind, text, message }) => [kind, text, message])).toEqual([
    ['strict', 'm f=1', "line should not be written 'm f=1': leading-blank, the server skips blanks before a line"],
    [
      'strict',
      'm f=1,time=2',
      "line should not be written 'm f=1,time=2': field-key-time, servers drop it: 2.7.12 and 2.8.0 with 204, 2.9.1 with 422 and dropped=0; alone, it drops the point: use the time of the point or rename the field",
    ],
  ])
})

test('a comment in strict mode ends at its line', () => {
  const { points, errors } = decode('# "a" note\nm f=1\n# last', { mode: 'strict' })
  expect(points.map(({ line }) => line)).toEqual([2])
  expect(errors).toEqual([])
})

test('says what the server says of a line that it cannot store, and that it would die of another', () => {
  const { errors } = decode(`${String.raw`m \\="=x"`}\n${String.raw`m \\="="`}`)
  expect(errors.map(({ message, kind, line }) => [message, kind, line])).toEqual([
    [
      String.raw`unexpected error writing points to database: engine: unable to parse bool value "x\"": strconv.ParseBool: parsing "x\"": invalid syntax`,
      'storage',
      1,
    ],
    ['unexpected error writing points to database: engine: runtime error: slice bounds out of range [1:0]', 'crash', 2],
  ])
})

test('says what the server says of a line that it cannot parse', () => {
  expect(decode('m f=1 x').errors.map(({ message, kind }) => [message, kind])).toEqual([
    ["unable to parse 'm f=1 x': bad timestamp", 'parse'],
  ])
})

test('a body that is written over and decoded again gives what it holds now', () => {
  const body = Buffer.from('m,t=a abc=1')
  const names = () => decode(body).points.map(({ series, fields }) => [series.key, fields[0]?.[0]])
  expect(names()).toEqual([['m,t=a', 'abc']])
  body.write('m,t=a xyz=1')
  expect(names()).toEqual([['m,t=a', 'xyz']])
  body.write('m,t=b xyz=1')
  expect(names()).toEqual([['m,t=b', 'xyz']])
})
