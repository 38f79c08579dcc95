import { expect, test } from 'vitest'
import { writeDigits, writePadded } from './digits.ts'

const powers = Array.from({ length: 16 }, (_, exponent) => 10 ** exponent)
const wholes = [
  0,
  ...powers.flatMap((power) => [power - 1, power, power + 1, power * 7]),
  2 ** 31,
  2 ** 32,
  2 ** 53 - 1,
]

test('a whole number is written in its digits, and nothing around them', () => {
  for (const value of wholes) {
    const bytes = Buffer.alloc(20, '.')
    const end = writeDigits(bytes, 2, value)
    expect(bytes.toString()).toBe(`..${value}`.padEnd(20, '.'))
    expect(end).toBe(2 + String(value).length)
  }
})

test('a number is padded with zeros on its left', () => {
  for (const [value, digits] of [
    [0, 1],
    [0, 3],
    [7, 1],
    [7, 2],
    [7, 9],
    [42, 3],
    [12_345, 6],
    [999_999_999, 9],
  ] as const) {
    const bytes = Buffer.alloc(12, '.')
    expect(writePadded(bytes, 1, { value, digits })).toBe(1 + digits)
    expect(bytes.toString()).toBe(`.${String(value).padStart(digits, '0')}`.padEnd(12, '.'))
  }
})
