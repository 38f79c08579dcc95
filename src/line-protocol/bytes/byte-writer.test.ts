import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hold } from '../laws/hold.ts'
import { bytesOfText, textOfBytes } from '../text.ts'
import { ByteWriter } from './byte-writer.ts'

type Write = (writer: ByteWriter) => void

const writes: readonly (readonly [what: string, write: Write, text: string])[] = [
  ['a byte', (writer) => writer.byte(0x2c), ','],
  ['bytes', (writer) => writer.copy(bytesOfText('energy')), 'energy'],
  ['no bytes', (writer) => writer.copy(new Uint8Array()), ''],
  ['ASCII', (writer) => writer.ascii('1e+21'), '1e+21'],
  ['zero', (writer) => writer.whole(0), '0'],
  ['a whole number', (writer) => writer.whole(9_007_199_254_740_991), '9007199254740991'],
  ['a negative whole number', (writer) => writer.whole(-9_007_199_254_740_991), '-9007199254740991'],
  ['a whole and its rest', (writer) => writer.wholeAndRest(1, { rest: 5, digits: 3 }), '1005'],
  [
    'a long whole and its rest',
    (writer) => writer.wholeAndRest(9_223_372_036, { rest: 854_775_805, digits: 9 }),
    '9223372036854775805',
  ],
  ['a rest alone', (writer) => writer.wholeAndRest(0, { rest: 5, digits: 9 }), '5'],
  ['a whole without rest', (writer) => writer.wholeAndRest(7, { rest: 0, digits: 0 }), '7'],
  ['an empty string', (writer) => writer.quoted(''), '""'],
  ['a string', (writer) => writer.quoted('on'), '"on"'],
  ['a string of quotes', (writer) => writer.quoted('"""'), String.raw`"\"\"\""`],
  ['a string of backslashes', (writer) => writer.quoted('\\\\'), String.raw`"\\\\"`],
  ['the last ASCII character', (writer) => writer.quoted('\u007f'), '"\u007f"'],
  ['the first character beyond ASCII', (writer) => writer.quoted('\u0080'), '"\u0080"'],
  ['a string beyond ASCII', (writer) => writer.quoted('"語"\\語語語'), '"\\"語\\"\\\\語語語"'],
]

for (const [what, write, text] of writes) {
  test(`writes ${what}, whatever room there is`, () => {
    for (let capacity = 0; capacity <= 40; capacity++) {
      const writer = new ByteWriter(capacity)
      writer.ascii('before ')
      write(writer)
      expect(writer.length).toBe(bytesOfText(text).length + 7)
      writer.ascii(' after')
      expect(textOfBytes(writer.view())).toBe(`before ${text} after`)
    }
  })
}

const floats = [
  ...[0, -0, 1, -1, 0.5, -0.5, 1.5, -1.25, 0.001, -0.001, 0.0001, 0.000001, -0.000001, 1e-7, 5e-324, 0.1 + 0.2, 1 / 3],
  ...[21.37, 123456.789, -123456.789, 12.345678, 999_999_999, -999_999_999, 999_999_999.999, -999_999_999.999999],
  ...[999_999_999.9999999, 1e9, -1e9, 1_000_000_000.5, -1_000_000_000.5, 2 ** 53, 1e20, 1e21, -1.7976931348623157e308],
]

test('a number is written in the digits of its text, whatever room there is', () => {
  for (const value of floats) {
    for (let capacity = 0; capacity <= 24; capacity++) {
      const writer = new ByteWriter(capacity)
      writer.float(value)
      expect(textOfBytes(writer.view())).toBe(Object.is(value, -0) ? '-0' : String(value))
    }
  }
})

test('any number is written in the digits of its text', () => {
  const decimal = fc.tuple(fc.integer({ min: -2e9, max: 2e9 }), fc.integer({ min: 0, max: 9 }))
  const number = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    decimal.map(([digits, decimals]) => digits / 10 ** decimals),
  )
  hold(number, function writesItsDigits(value) {
    const writer = new ByteWriter()
    writer.float(value)
    expect(textOfBytes(writer.view())).toBe(Object.is(value, -0) ? '-0' : String(value))
  })
})

test('what was written is forgotten from an offset on', () => {
  const writer = new ByteWriter()
  writer.ascii('m f=1')
  writer.truncate(2)
  expect(writer.length).toBe(2)
  writer.ascii('g=2')
  expect(textOfBytes(writer.view())).toBe('m g=2')
})
