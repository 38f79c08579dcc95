import { expect, test } from 'vitest'
import { goFloat, goInt, goUint } from './number.ts'

const floats: readonly (readonly [text: string, value: number])[] = [
  ['1', 1],
  ['+1', 1],
  ['-1', -1],
  ['1.', 1],
  ['.25', 0.25],
  ['12.50', 12.5],
  ['1e3', 1000],
  ['1E-3', 0.001],
  ['1e+30', 1e30],
  ['-.5e10', -5e9],
  ['inf', Infinity],
  ['+Inf', Infinity],
  ['-INFINITY', -Infinity],
  ['infinity', Infinity],
  ['NaN', Number.NaN],
  ['nan', Number.NaN],
]
for (const [text, value] of floats) {
  test(`reads the float ${text} as Go does`, () => {
    expect(goFloat(text)).toBe(value)
  })
}

const syntax: readonly (readonly ['ParseFloat' | 'ParseInt' | 'ParseUint', ...texts: string[]])[] = [
  ['ParseFloat', '', '.', '-', 'e5', '1e', '1e+', '1x', 'x1', '1.2.3', '0x10', '.x', '1e5x', 'x.5'],
  ['ParseFloat', 'info', '1inf', '*inf', 'inf1', '-nan', '+NaN', 'nan1', '1nan', 'i'],
  ['ParseInt', '', '-', '+', '1.5', 'x1', '1x', '--1', '1e3'],
  ['ParseUint', '', '-1', '+1', '1.5', 'x1', '1x'],
]
const readers = { ParseFloat: goFloat, ParseInt: goInt, ParseUint: goUint } as const
for (const [operation, ...texts] of syntax) {
  test(`${operation} takes none of ${JSON.stringify(texts)} for a number`, () => {
    for (const text of texts) {
      expect(readers[operation](text)).toBe(`strconv.${operation}: parsing ${JSON.stringify(text)}: invalid syntax`)
    }
  })
}

const integers: readonly (readonly ['ParseInt' | 'ParseUint', text: string, value: bigint])[] = [
  ['ParseInt', '0', 0n],
  ['ParseInt', '+12', 12n],
  ['ParseInt', '-0012', -12n],
  ['ParseInt', `+${'0'.repeat(30)}12`, 12n],
  ['ParseInt', `-${'0'.repeat(30)}12`, -12n],
  ['ParseInt', '9223372036854775807', 2n ** 63n - 1n],
  ['ParseInt', '-9223372036854775808', -(2n ** 63n)],
  ['ParseUint', '18446744073709551615', 2n ** 64n - 1n],
  ['ParseUint', '0000000000000000000000000', 0n],
]
for (const [operation, text, value] of integers) {
  test(`${operation} reads ${text}`, () => {
    expect(readers[operation](text)).toBe(value)
  })
}

test('a number that does not fit says so', () => {
  for (const [operation, text] of [
    ['ParseFloat', '1e400'],
    ['ParseFloat', '-1e309'],
    ['ParseInt', '9223372036854775808'],
    ['ParseInt', '-9223372036854775809'],
    ['ParseInt', '-100000000000000000000000'],
    ['ParseUint', '18446744073709551616'],
    ['ParseUint', '100000000000000000000000'],
  ] as const) {
    expect(readers[operation](text)).toBe(`strconv.${operation}: parsing "${text}": value out of range`)
  }
})
