import { expect, test } from 'vitest'
import type { Check } from '../../contract/check.ts'
import type { VerdictStatus } from '../../contract/verdict.ts'
import { evaluate } from '../evaluate/evaluate.ts'
import type { Observation } from '../observation.ts'
import { observationWith } from './observation.ts'

/** What is observed, the verdict on it, and a text that the verdict must hold. */
export type VerdictCase = readonly [
  name: string,
  check: Check,
  observed: Partial<Observation>,
  status: VerdictStatus,
  text?: string | RegExp,
]

/** One test for each case. */
export function testVerdicts(cases: readonly VerdictCase[]): void {
  for (const [name, check, observed, status, text = ''] of cases) {
    test(`${check.kind}: ${name} is ${status}`, () => {
      const { check: _, ...verdict } = evaluate(check, observationWith(observed))
      const said = Object.values(verdict).join(' | ')
      expect(verdict.status, said).toBe(status)
      if (typeof text === 'string') expect(said).toContain(text)
      else expect(said).toMatch(text)
    })
  }
}
