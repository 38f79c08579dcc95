import { array, assert, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { globMatcher } from './glob.ts'

const cases: readonly (readonly [glob: string, id: string, hit: boolean])[] = [
  ['*', 'homeiq/bucket/events/retention', true],
  ['homeiq/bucket/events/retention', 'homeiq/bucket/events/retention', true],
  ['homeiq/bucket/*/retention', 'homeiq/bucket/events/retention', true],
  ['*/lint/tag-field-clash/*', 'homeiq/lint/tag-field-clash/events/m/context_id', true],
  ['homeiq/bucket', 'homeiq/bucket/events/retention', false],
  ['bucket/*', 'homeiq/bucket/events/retention', false],
  ['homeiq.bucket', 'homeiq/bucket', false],
  ['a+b/(c)|[d]?', 'a+b/(c)|[d]?', true],
  ['', '', true],
  ['', 'a', false],
]

test.each(cases)('%s against %s: %s', (glob, id, hit) => {
  expect(globMatcher(glob)(id)).toBe(hit)
})

test('a text without * matches itself alone', () => {
  assert(
    property(string(), string(), (glob, other) => {
      const plain = glob.replaceAll('*', '')
      return globMatcher(plain)(plain) && (other === plain || !globMatcher(plain)(other))
    }),
  )
})

test('a star stands for any text', () => {
  assert(
    property(array(string(), { minLength: 2 }), (parts) =>
      globMatcher(parts.map(() => '*').join('/'))(parts.join('/')),
    ),
  )
})
