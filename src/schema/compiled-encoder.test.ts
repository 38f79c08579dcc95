import { deepStrictEqual } from 'node:assert/strict'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ByteWriter } from '../line-protocol/bytes/byte-writer.ts'
import { decode } from '../line-protocol/decode.ts'
import { encodePoint } from '../line-protocol/encode.ts'
import { fieldValue, name, precision } from '../line-protocol/laws/arbitraries.ts'
import { hold } from '../line-protocol/laws/hold.ts'
import { textOfBytes } from '../line-protocol/text.ts'
import type { Precision } from '../line-protocol/types.ts'
import { compileEncoder } from './compiled-encoder.ts'
import { type EncodableRecord, pointOf, type RecordShape, recordIssues } from './record-issues.ts'

const shape: RecordShape = {
  measurement: 'energy readings',
  tags: [{ key: 'building_id', required: true }, { key: 'source' }],
  fields: [
    { key: 'kw', type: 'float', required: true },
    { key: 'count', type: 'integer' },
    { key: 'total', type: 'unsigned' },
    { key: 'state', type: 'string' },
    { key: 'on', type: 'boolean' },
  ],
}
const plain: EncodableRecord = { tags: { building_id: 'b1' }, fields: { kw: 1.5 }, time: 1_700_000_000_000_000_001n }

function written(record: EncodableRecord, options: { precision?: Precision } = {}): string {
  const writer = new ByteWriter(1)
  const issues = compileEncoder(shape, options).write(record, writer)
  expect(issues).toBeUndefined()
  return textOfBytes(writer.view())
}

const lines: readonly (readonly [name: string, record: EncodableRecord, line: string])[] = [
  ['a plain record', plain, 'energy\\ readings,building_id=b1 kw=1.5 1700000000000000001\n'],
  ['no time', { tags: { building_id: 'b1' }, fields: { kw: -0 } }, 'energy\\ readings,building_id=b1 kw=-0\n'],
  [
    'every field',
    { ...plain, fields: { kw: 1e21, count: -(2n ** 63n), total: 2n ** 64n - 1n, state: 'a"\\é', on: false } },
    'energy\\ readings,building_id=b1 kw=1e+21,count=-9223372036854775808i,total=18446744073709551615u,state="a\\"\\\\é",on=false 1700000000000000001\n',
  ],
  [
    'safe numbers as integers',
    { ...plain, fields: { kw: 3, count: -7, total: 0 } },
    'energy\\ readings,building_id=b1 kw=3,count=-7i,total=0u 1700000000000000001\n',
  ],
  [
    'another order than declared',
    { ...plain, tags: { source: 'live', building_id: 'b 1' }, fields: { on: true, kw: 0.001 } },
    'energy\\ readings,building_id=b\\ 1,source=live kw=0.001,on=true 1700000000000000001\n',
  ],
  [
    'absent values',
    { tags: { building_id: 'b1', source: undefined }, fields: { kw: 2, count: null, state: undefined }, time: -5n },
    'energy\\ readings,building_id=b1 kw=2 -5\n',
  ],
]

for (const [title, record, line] of lines) {
  test(`writes ${title}`, () => {
    expect(written(record)).toBe(line)
  })
}

const refused: readonly (readonly [title: string, record: EncodableRecord, rules: readonly string[]])[] = [
  ['a required tag that is absent', { ...plain, tags: {} }, ['tag-absent']],
  ['a tag that is not declared', { ...plain, tags: { building_id: 'b1', floor: '2' } }, ['tag-undeclared']],
  ['an empty tag value', { ...plain, tags: { building_id: '' } }, ['tag-value-empty']],
  ['a tag value with a newline', { ...plain, tags: { building_id: 'a\nb' } }, ['newline']],
  ['a required field that is absent', { ...plain, fields: { count: 1 } }, ['field-absent']],
  ['a record without fields', { ...plain, fields: {} }, ['field-absent']],
  ['a field that is not declared', { ...plain, fields: { kw: 1, volts: 230 } }, ['field-undeclared']],
  ['text in a float', { ...plain, fields: { kw: '1.5' } }, ['field-type']],
  ['a fraction in an integer', { ...plain, fields: { kw: 1, count: 1.5 } }, ['field-type']],
  ['text in a boolean', { ...plain, fields: { kw: 1, on: 'false' } }, ['field-type']],
  ['not a number', { ...plain, fields: { kw: Number.NaN } }, ['float-not-finite']],
  ['a negative unsigned', { ...plain, fields: { kw: 1, total: -1 } }, ['unsigned-out-of-range']],
  ['an integer out of range', { ...plain, fields: { kw: 1, count: 2n ** 63n } }, ['integer-out-of-range']],
  ['a time out of range', { ...plain, time: 2n ** 63n }, ['time-out-of-range']],
  ['the last nanosecond', { ...plain, time: 2n ** 63n - 2n }, ['time-unreadable']],
]

for (const [title, record, rules] of refused) {
  test(`refuses ${title} and leaves the writer as it was`, () => {
    const writer = new ByteWriter()
    const encoder = compileEncoder(shape)
    encoder.write(plain, writer)
    const before = textOfBytes(writer.view())
    expect(encoder.write(record, writer)?.map(({ rule }) => rule)).toEqual(rules)
    expect(textOfBytes(writer.view())).toBe(before)
  })
}

test('refuses a time that is finer than the precision', () => {
  const issues = compileEncoder(shape, { precision: 'ms' }).write(plain, new ByteWriter())
  expect(issues?.map(({ rule }) => rule)).toEqual(['time-finer-than-precision'])
})

for (const [unit, text] of [
  ['s', '1700000000'],
  ['ms', '1700000000000'],
  ['us', '1700000000000000'],
] as const) {
  test(`writes times in ${unit}`, () => {
    const line = written({ ...plain, time: 1_700_000_000_000_000_000n }, { precision: unit })
    expect(line).toBe(`energy\\ readings,building_id=b1 kw=1.5 ${text}\n`)
  })
}

test('does not compile a measurement whose names no line can hold', () => {
  const broken = { measurement: '#m', tags: [{ key: 'time' }], fields: [{ key: 'f', type: 'float' as const }] }
  expect(() => compileEncoder(broken)).toThrow(/measurement-comment.*tag-key-reserved/)
})

test('names the record, the rule and the key in an issue', () => {
  const [issue] = recordIssues(shape, { ...plain, fields: { kw: 'x' } }, 'ns')
  expect(issue).toMatchObject({ rule: 'field-type', measurement: 'energy readings', key: 'kw' })
  expect(issue?.message).toContain('expected field "kw" of type float, found string "x"')
})

const recordOfShape = fc.record(
  {
    tags: fc.record({ building_id: name, source: name }, { requiredKeys: ['building_id'], noNullPrototype: true }),
    fields: fc.record(
      { kw: fc.double(), count: fieldValue.map(({ value }) => value), state: fc.string(), on: fc.boolean() },
      { requiredKeys: ['kw'], noNullPrototype: true },
    ),
    time: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n }),
  },
  { noNullPrototype: true },
)

function writesAsEncodePoint([records, unit]: readonly [readonly EncodableRecord[], Precision]): void {
  const encoder = compileEncoder(shape, { precision: unit })
  const writer = new ByteWriter()
  let expected = ''
  for (const record of records) {
    const issues = encoder.write(record, writer)
    if (issues !== undefined) {
      deepStrictEqual(issues.length > 0, true)
      continue
    }
    const encoded = encodePoint(pointOf(shape, record), { precision: unit })
    expected += encoded.ok ? `${encoded.line}\n` : 'not encoded'
  }
  deepStrictEqual(textOfBytes(writer.view()), expected)
  deepStrictEqual(decode(expected, { precision: unit, mode: 'strict' }).errors, [])
}

test('writes the lines of encodePoint', () => {
  hold(fc.tuple(fc.array(recordOfShape, { maxLength: 6 }), precision), writesAsEncodePoint, { runs: 2000 })
})
