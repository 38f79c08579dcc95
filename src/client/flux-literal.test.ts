import { expect, test } from 'vitest'
import { fluxString, fluxStrings, fluxTime } from './flux-literal.ts'

const cases: readonly [text: string, literal: string][] = [
  ['plain', '"plain"'],
  ['say "hi"', '"say \\"hi\\""'],
  ['a\\b', '"a\\\\b"'],
  [`$\{x}`, `"\\$\{x}"`],
  ['two\nlines', '"two\\nlines"'],
]

for (const [text, literal] of cases) {
  test(`writes ${JSON.stringify(text)} as a string literal`, () => {
    expect(fluxString(text)).toBe(literal)
  })
}

test('writes arrays and times', () => {
  expect(fluxStrings(['a', 'b'])).toBe('["a", "b"]')
  expect(fluxTime(1_000_000_001n)).toBe('1970-01-01T00:00:01.000000001Z')
})
