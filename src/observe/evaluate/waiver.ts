import type { CheckOf } from '../../contract/check.ts'
import type { Verdict } from '../../contract/verdict.ts'
import { failed, passed } from './verdicts.ts'
import { counted } from './words.ts'

export function evaluateWaiver(check: CheckOf<'waiver'>): Verdict {
  const { subject, matches, expired } = check
  const waiver = `the waiver of ${subject.check}`
  if (expired) {
    return failed(check, {
      expected: `${waiver} to be in force`,
      found: `its last day was ${subject.until}`,
      next: 'Keep the clause, or renew the waiver with a reason',
    })
  }
  if (matches > 0) return passed(check, counted(matches, 'check'))
  return failed(check, {
    expected: `${waiver} to match a check`,
    found: 'it matches none',
    next: 'Remove it, or correct its pattern',
  })
}
