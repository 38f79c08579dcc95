import { expect, test } from 'vitest'
import { numericText } from './numeric-text.ts'

const numbers: readonly [text: string, value: number][] = [
  ['0', 0],
  ['21', 21],
  ['21.0', 21],
  ['-12.5', -12.5],
  ['+7', 7],
  ['.5', 0.5],
  ['.25', 0.25],
  ['-.5', -0.5],
  ['5.', 5],
  ['1e-05', 0.00001],
  ['1E5', 100_000],
  ['1e+12', 1e12],
  ['9', 9],
  ['10.125', 10.125],
]
for (const [text, value] of numbers) {
  test(`reads ${text} as ${value}`, () => expect(numericText(text)).toBe(value))
}

const prose = [
  '',
  ' ',
  '1 ',
  ' 1',
  '5%',
  '-12 dBm',
  '20c',
  'nan',
  'inf',
  'Infinity',
  '1_000',
  '١٢',
  '0x10',
  '1e',
  '.',
  '-',
  '1e999',
  '1.2.3',
  'unknown',
]
for (const text of prose) {
  test(`takes ${JSON.stringify(text)} for prose`, () => expect(numericText(text)).toBeUndefined())
}
