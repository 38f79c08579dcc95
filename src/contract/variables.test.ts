// cspell:ignore DAYZ
import { assert, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { expandText } from './variables.ts'

const env = { DAYS: '30', EMPTY: '', NESTED: `\${DAYS}`, INFLUX_TOKEN: 'very-secret' }
/** Writes `$` for the reader: cases are single-quoted. */
const cases: readonly (readonly [text: string, expanded: string])[] = [
  ['plain', 'plain'],
  ['$ {DAYS}', '$ {DAYS}'],
  ['^\\d+$', '^\\d+$'],
  ['$' + '{DAYS}', '30'],
  ['$' + '{DAYS}d', '30d'],
  ['a-$' + '{DAYS}-$' + '{DAYS}', 'a-30-30'],
  ['$' + '{DAYS:-365}d', '30d'],
  ['$' + '{UNSET:-365}d', '365d'],
  ['$' + '{EMPTY:-365}d', '365d'],
  ['$' + '{EMPTY}', ''],
  ['$' + '{UNSET:-}', ''],
  ['$' + '{DAYS:?set DAYS}', '30'],
  ['$$' + '{DAYS}', '$' + '{DAYS}'],
  ['$' + '{NESTED}', '$' + '{DAYS}'],
]

test.each(cases)('%s becomes %s', (text, expanded) => {
  expect(expandText(text, env)).toEqual({ text: expanded, faults: [] })
})

const faulty: readonly (readonly [text: string, expected: string, found: string])[] = [
  ['$' + '{UNSET}', 'the environment variable UNSET', 'UNSET unset'],
  ['$' + '{UNSET:?say how long}', 'say how long', 'UNSET unset'],
  ['$' + '{EMPTY:?say how long}', 'say how long', 'EMPTY empty'],
  ['$' + '{UNSET:?}', 'the environment variable UNSET', 'UNSET unset'],
  ['$' + '{INFLUX_TOKEN}', 'a contract without secrets', 'the variable INFLUX_TOKEN'],
  ['$' + '{DAYS', 'a variable such as', '"$' + '{DAYS"'],
  ['$' + '{1DAY}', 'a variable such as', '"$' + '{1DAY}"'],
]

test.each(faulty)('%s is a fault', (text, expected, found) => {
  const { faults } = expandText(text, env)
  expect(faults).toHaveLength(1)
  expect(faults[0]?.expected).toContain(expected)
  expect(faults[0]?.found).toBe(found)
})

test('names the nearest variable that is set', () => {
  expect(expandText('$' + '{DAYZ}', env).faults[0]?.hint).toBe('Did you mean "DAYS"?')
})

test('never shows the value of a secret', () => {
  expect(JSON.stringify(expandText('$' + '{INFLUX_TOKEN:-x}', env))).not.toContain('very-secret')
})

test('leaves a text without ${ as it is', () => {
  assert(
    property(string(), (text) => {
      const plain = text.replaceAll('${', '')
      return expandText(plain, env).text === plain
    }),
  )
})
