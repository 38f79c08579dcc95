import type { Check } from '../../contract/check.ts'
import type { Failed, Passed, Skipped, Undecided } from '../../contract/verdict.ts'

export function passed(check: Check, found?: string): Passed {
  return { check, status: 'passed', ...(found === undefined ? {} : { found }) }
}

export function failed(
  check: Check,
  facts: { readonly expected: string; readonly found: string; readonly next: string },
): Failed {
  return { check, status: 'failed', ...facts }
}

export function undecided(
  check: Check,
  { reason, next }: { readonly reason: string; readonly next: string },
): Undecided {
  return { check, status: 'error', reason, next }
}

export function skipped(check: Check, reason: string): Skipped {
  return { check, status: 'skipped', reason }
}
