import { expect, test } from 'vitest'
import { cleanTagValue } from './tag-value.ts'

const cases: readonly [value: string, clean: string][] = [
  ['Living Room', 'Living Room'],
  ['a, b = c', 'a, b = c'],
  ['C:\\temp', 'C:\\temp'],
  ['C:\\', 'C:'],
  ['a\\\\', 'a'],
  ['a \\', 'a'],
  ['a\\ b', 'a b'],
  ['a\\, b\\=', 'a, b='],
  ['line one\nline two', 'line one line two'],
  ['\ttab\r\n', 'tab'],
  [' outer ', 'outer'],
  [' left', 'left'],
  ['right ', 'right'],
  ['a\r\n\tb', 'a b'],
  ['a\u2028b', 'a b'],
  ['a\\\\ b', 'a b'],
  ['a\\ \\', 'a'],
  ['x'.repeat(512), 'x'.repeat(512)],
  [`${'x'.repeat(511)}\\b`, `${'x'.repeat(511)}`],
  ['\u0000', ''],
  ['\\', ''],
  ['a\ud800b', 'a\ufffdb'],
  ['x'.repeat(600), 'x'.repeat(512)],
  ['Zürich 🌦', 'Zürich 🌦'],
]
for (const [value, clean] of cases) {
  test(`writes ${JSON.stringify(value.slice(0, 20))} as ${JSON.stringify(clean.slice(0, 20))}`, () => {
    expect(cleanTagValue(value)).toBe(clean)
  })
}
