import type { Point } from '../line-protocol/types.ts'
import type { Decision, DropReason } from './decision.ts'

/** What became of one event: a point, or a drop with its reason. Nothing vanishes. */
export type Outcome =
  | { readonly kind: 'point'; readonly point: Point; readonly decisions: readonly Decision[] }
  | { readonly kind: 'drop'; readonly reason: DropReason; readonly detail: string }

/**
 * Turns one parsed event into its outcome. Never changes its input; the same event after the same events gives an
 * equal outcome.
 */
export interface Normalizer {
  normalize(event: unknown): Outcome
}

/** An event that gave no point. */
export type Drop = Extract<Outcome, { kind: 'drop' }>

/** A drop. `detail` names the offending value, shortened, so that a log line stays a line. */
export function drop(reason: DropReason, detail: unknown = ''): Drop {
  return { kind: 'drop', reason, detail: shorten(detail) }
}

function shorten(detail: unknown): string {
  const text = typeof detail === 'string' ? detail : wordsOf(detail)
  return text.length > 120 ? `${text.slice(0, 117)}...` : text
}

function wordsOf(detail: unknown): string {
  try {
    return JSON.stringify(detail) ?? String(detail)
  } catch {
    // JSON may be deeper than the call stack.
    return `${typeof detail} that is too deep to show`
  }
}
