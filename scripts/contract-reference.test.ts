import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { rules } from '../src/contract/lint/rules.ts'
import { generated } from './contract-reference.ts'

test.each(generated())('$file is what the zod schema says', ({ wanted, found }) => {
  expect(found, 'run `node scripts/contract-reference.ts`').toBe(wanted)
})

test('the page names every lint rule', () => {
  const page = readFileSync(new URL('../docs/contract.md', import.meta.url), 'utf8')
  for (const rule of Object.keys(rules)) expect(page).toContain(`\`${rule}\``)
})
