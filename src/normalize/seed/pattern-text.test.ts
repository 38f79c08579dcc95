import { expect, test } from 'vitest'
import { createRandom } from '../generate/random.ts'
import { patternText } from './pattern-text.ts'

const patterns = [
  '^[a-zA-Z0-9_-]{1,64}$',
  '^sensor\\.[a-z_]+$',
  '^(living|bed)_room$',
  '^v?\\d+\\.\\d+(?:\\.\\d+)?$',
  '^[0-9a-f]{32}$',
  '^a*b+c?.$',
  '^[\\w.-]+@\\w{2,}$',
  '^(?=a)a[b-]$',
  '^\\d{4}-W\\d{2}$',
  '^[a-z]{0,3}x$',
  'a|b|c',
]
for (const pattern of patterns) {
  test(`makes texts of ${pattern}`, () => {
    const random = createRandom(7)
    for (let i = 0; i < 50; i++) expect(patternText(pattern, random)).toMatch(new RegExp(pattern, 'u'))
  })
}

for (const pattern of ['^[^a]$', '\\p{L}', '(a']) {
  test(`knows that it cannot read ${pattern}`, () => expect(patternText(pattern, createRandom(7))).toBeUndefined())
}
