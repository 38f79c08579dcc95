import type { Check } from './check.ts'

/** What became of one check. `error`: the harness could not tell; never the same as `failed`. */
export type VerdictStatus = 'passed' | 'failed' | 'error' | 'skipped'

interface Judged {
  readonly check: Check
}

/** The deployment keeps this clause; `found` says what was seen, where that is worth a word. */
export interface Passed extends Judged {
  readonly status: 'passed'
  readonly found?: string
}

/** The deployment breaks this clause. */
export interface Failed extends Judged {
  readonly status: 'failed'
  readonly expected: string
  readonly found: string
  /** The next step, one sentence. */
  readonly next: string
}

/** The harness could not tell. */
export interface Undecided extends Judged {
  readonly status: 'error'
  /** What kept the harness from deciding; holds no token. */
  readonly reason: string
  readonly next: string
}

/** Not judged on purpose: waived, read-only, or not due. */
export interface Skipped extends Judged {
  readonly status: 'skipped'
  readonly reason: string
}

export type Verdict = Passed | Failed | Undecided | Skipped

/** From best to worst: a broken contract outranks an undecided one, as the exit codes do. */
const rank: Readonly<Record<VerdictStatus, number>> = { skipped: 0, passed: 1, error: 2, failed: 3 }

/** The worst status of a list; none at all is `error`: a run without checks proves nothing. */
export function worstOf(statuses: Iterable<VerdictStatus>): VerdictStatus {
  let worst: VerdictStatus | undefined
  for (const status of statuses) if (worst === undefined || rank[status] > rank[worst]) worst = status
  return worst ?? 'error'
}
