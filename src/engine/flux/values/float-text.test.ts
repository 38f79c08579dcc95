import { expect, test } from 'vitest'
import { formatFloat, parseFloat64 } from './float-text.ts'

const written: readonly (readonly [number, string])[] = [
  [0, '0'],
  [-0, '-0'],
  [1.5, '1.5'],
  [-2, '-2'],
  [1e21, '1000000000000000000000'],
  [1.25e-7, '0.000000125'],
  [-1e-9, '-0.000000001'],
  [123_456_789_012_345_680_000, '123456789012345680000'],
  [1.7976931348623157e308, `17976931348623157${'0'.repeat(292)}`],
  [Number.NaN, 'NaN'],
  [Number.POSITIVE_INFINITY, '+Inf'],
  [Number.NEGATIVE_INFINITY, '-Inf'],
]

for (const [value, text] of written) {
  test(`writes ${value} without an exponent`, () => {
    expect(formatFloat(value)).toBe(text)
  })
}

const read: readonly (readonly [string, number])[] = [
  ['1e-3', 0.001],
  ['+.5', 0.5],
  ['5.', 5],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-inf', Number.NEGATIVE_INFINITY],
  ['NAN', Number.NaN],
  ['0x1p-2', 0.25],
  ['-0x1.8p1', -3],
]

for (const [text, value] of read) {
  test(`reads ${text} as Go does`, () => {
    expect(parseFloat64(text)).toBe(value)
  })
}

for (const text of ['', ' 1', '1,5', 'e5', '.', '0x1', 'infinite']) {
  test(`refuses ${JSON.stringify(text)} as a float`, () => {
    expect(parseFloat64(text)).toBeUndefined()
  })
}
