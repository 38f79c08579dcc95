import type { LineOutcome } from './line-outcome.ts'
import { type Drop, drop, type Outcome } from './outcome.ts'

/** Splits one parsed message into events, and drops for what is none. */
export type Unwrap = (message: unknown) => readonly ({ readonly kind: 'event'; readonly event: unknown } | Drop)[]

/**
 * Normalizes JSON lines. Every event of every line gives one call of `onOutcome`, in order, with the event it came
 * from (the raw text where it was not parsed or is not JSON); empty lines give none.
 */
export function createLinePipeline<Result extends Outcome | LineOutcome = Outcome>(options: {
  readonly normalizer: {
    normalize(event: unknown): Result
    /** What becomes of a line's one event, which is not parsed; undefined, with nothing done, where it must be. Default: every line is parsed. */
    normalizeText?(line: string): Result | undefined
  }
  /** Default: each line is one event. */
  readonly unwrap?: Unwrap
  readonly onOutcome: (outcome: NoInfer<Result> | Drop, event: unknown) => void
}): (line: string) => void {
  const { normalizer, unwrap, onOutcome } = options
  return (line) => {
    const outcome = normalizer.normalizeText?.(line)
    if (outcome !== undefined) {
      onOutcome(outcome, line)
      return
    }
    let message: unknown
    try {
      message = JSON.parse(line)
    } catch {
      if (line.trim() !== '') onOutcome(drop('not json', line), line)
      return
    }
    if (unwrap === undefined) {
      onOutcome(normalizer.normalize(message), message)
      return
    }
    for (const item of unwrap(message)) {
      if (item.kind === 'event') onOutcome(normalizer.normalize(item.event), item.event)
      else onOutcome(item, message)
    }
  }
}
