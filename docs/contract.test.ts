import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { deriveChecks } from '../src/contract/derive/derive-checks.ts'
import type { Contract } from '../src/contract/model.ts'
import { parseContract } from '../src/contract/parse-contract.ts'
import { formatProblem } from '../src/contract/problem.ts'

const page = readFileSync(new URL('contract.md', import.meta.url), 'utf8')
const [whole = '', ...fragments] = [...page.matchAll(/```yaml\n(.*?)```/gs)].map(([, text = '']) => text)
const summaries = '  summaries: { retention: infinite, open: true }\n'

test('the first example is a contract', () => {
  const { buckets } = read(whole)
  expect(buckets.map(({ key, retention }) => [key, retention])).toEqual([['climate', 90n * 86_400_000_000_000n]])
})

test.each(fragments)('a fragment fits into the example: %s', (fragment) => {
  expect(read(whole + summaries + fragment).tasks.length + read(whole + summaries + fragment).waivers.length).toBe(1)
})

test('lists the id of every check of the example', () => {
  const stated = [...page.matchAll(/^\| (`.*) \| /gm)].map(([, cell = '']) => cell).join(' ')
  const parts = deriveChecks(read(whole), { today: '2026-01-01' }).map(({ id }) => id.split('/').at(-1) ?? '')
  for (const part of parts) expect(stated).toContain(`/${part}\``)
})

function read(text: string): Contract {
  const result = parseContract(text, {
    file: 'docs/contract.md',
    env: {},
    readFlux: (path) => new Error(`${path}: none`),
  })
  if (result.contract === undefined) throw new Error(result.problems.map(formatProblem).join('\n'))
  return result.contract
}
