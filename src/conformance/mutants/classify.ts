import type { LineOutcome } from '../writer-adapter.ts'
import type { Defect } from './defect.ts'

/** An answer to a write; status 0: none came. */
export interface Answered {
  readonly status: number
  readonly retryAfter: string | null
  /** When it came, in ms since the epoch. */
  readonly nowMs: number
  /** None came in time. */
  readonly late?: boolean
}

/** What follows from an answer for the batch. */
export type Consequence =
  | { readonly kind: 'decided'; readonly outcome: LineOutcome['outcome'] }
  | { readonly kind: 'split' }
  | { readonly kind: 'retry'; readonly pauseMs: number | undefined }

const stored: Consequence = { kind: 'decided', outcome: 'stored' }
const rejected: Consequence = { kind: 'decided', outcome: 'rejected' }

/** Wrong answers to a status, by defect. */
const wrong: Partial<Record<Defect, (status: number) => Consequence | undefined>> = {
  'drops-on-408': (status) => (status === 408 ? stored : undefined),
  'drops-on-429': (status) => (status === 429 ? stored : undefined),
  'drops-on-500': (status) => (status === 500 ? stored : undefined),
  'drops-on-reset': (status) => (status === 0 ? stored : undefined),
  'drops-on-413': (status) => (status === 413 ? stored : undefined),
  'swallows-401': (status) => (status === 401 ? stored : undefined),
  'swallows-422': (status) => (status === 422 ? stored : undefined),
  'calls-reset-a-refusal': (status) => (status === 0 ? rejected : undefined),
  'poisoned-by-one-line': (status) => (status === 400 ? rejected : undefined),
  'retries-400-for-ever': (status) => (status === 400 ? { kind: 'retry', pauseMs: 10 } : undefined),
}

/** What a writer has to do about an answer; with a defect, what it does instead. */
export function classify(answered: Answered, { defect }: { readonly defect: Defect | undefined }): Consequence {
  const { status } = answered
  const mistaken = defect && wrong[defect]?.(status)
  if (mistaken) return mistaken
  if (status >= 200 && status < 300) return stored
  if (status === 400 || status === 413 || status === 422) return { kind: 'split' }
  if (status >= 400 && status < 500 && status !== 408 && status !== 429) return rejected
  return { kind: 'retry', pauseMs: pauseOf(answered, defect) }
}

function pauseOf({ retryAfter, nowMs }: Answered, defect: Defect | undefined): number | undefined {
  if (retryAfter === null || defect === 'ignores-retry-after') return undefined
  if (/^\d+$/.test(retryAfter)) return Number(retryAfter) * (defect === 'retry-after-in-milliseconds' ? 1 : 1000)
  const until = Date.parse(retryAfter)
  return Number.isNaN(until) ? undefined : Math.max(0, until - nowMs)
}
