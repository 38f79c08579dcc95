import { expect, test } from 'vitest'
import { checkOf, observationWith } from '../testing/observation.ts'
import { testVerdicts } from '../testing/verdict-case.ts'
import { evaluate } from './evaluate.ts'

const waiver = { check: '*/retention', reason: 'moving house', until: '2026-06-30', position: { line: 9, column: 5 } }
const lint = checkOf('lint', { rule: 'empty-tag', found: 'no values and no pattern', next: 'Add a pattern' })
const renewed = (matches: number, expired: boolean) => checkOf('waiver', { subject: waiver, matches, expired })

testVerdicts([
  ['a finding', lint, {}, 'failed', 'no values and no pattern'],
  ['a waived finding', { ...lint, waiver }, {}, 'skipped', 'waived until 2026-06-30: moving house'],
  ['a waiver in force', renewed(2, false), {}, 'passed', '2 checks'],
  ['a waiver past its day', renewed(2, true), {}, 'failed', 'its last day was 2026-06-30'],
  ['a waiver that matches nothing', renewed(0, false), {}, 'failed', 'it matches none'],
])

test('an evaluator can be replaced', async () => {
  const { evaluators } = await import('./table.ts')
  const table = { ...evaluators, lint: () => ({ check: lint, status: 'passed' as const }) }
  expect(evaluate(lint, observationWith(), table).status).toBe('passed')
})
