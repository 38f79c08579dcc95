import { expect, test } from 'vitest'
import { fluxStrings, fluxTime } from './flux-literal.ts'

test('writes arrays and times', () => {
  expect(fluxStrings(['a', 'say "b"'])).toBe('["a", "say \\"b\\""]')
  expect(fluxTime(1_000_000_001n)).toBe('1970-01-01T00:00:01.000000001Z')
})
