import type { LineOutcome } from './line-outcome.ts'
import { type Drop, drop, type Outcome } from './outcome.ts'

/** Splits one parsed message into events, and drops for what is none. */
export type Unwrap = (message: unknown) => readonly ({ readonly kind: 'event'; readonly event: unknown } | Drop)[]

/**
 * Normalizes JSON lines. Every event of every line gives one call of `onOutcome`, in order, with the event it came
 * from (the raw text where it is not JSON); empty lines give none.
 */
export function createLinePipeline<Result extends Outcome | LineOutcome = Outcome>(options: {
  readonly normalizer: { normalize(event: unknown): Result }
  /** Throws where a text is no JSON. Default: JSON.parse. */
  readonly parse?: (text: string) => unknown
  /** Default: each line is one event. */
  readonly unwrap?: Unwrap
  readonly onOutcome: (outcome: NoInfer<Result> | Drop, event: unknown) => void
}): (line: string) => void {
  const { normalizer, parse = JSON.parse, unwrap, onOutcome } = options
  return (line) => {
    let message: unknown
    try {
      message = parse(line)
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
