import type { CheckOf } from '../../contract/check.ts'
import type { Verdict } from '../../contract/verdict.ts'
import { failed } from './verdicts.ts'

/** Derived only for what lint found. */
export function evaluateLint(check: CheckOf<'lint'>): Verdict {
  return failed(check, { expected: check.sentence, found: check.found, next: check.next })
}
