import type { WriteAnswer } from '../../writer/write-answer.ts'
import type { Verdict } from './tally.ts'

/** What the last answer to a batch says of its points; `maybeStored`: an earlier request may have stored them. */
export function verdictOfAnswer(answer: WriteAnswer, { maybeStored }: { readonly maybeStored: boolean }): Verdict {
  switch (answer.kind) {
    case 'stored':
      return 'acknowledged'
    // Some are stored, and the answer does not tell which.
    case 'partial':
      return 'unknown'
    case 'transient':
      return maybeStored || answer.maybeStored ? 'unknown' : 'refused'
    case 'refused':
    case 'too-large':
    case 'denied':
      return maybeStored ? 'unknown' : 'refused'
  }
}

/** True for an answer after which a client is expected to send again: too many requests, or not now. */
export function asksToRetry(answer: WriteAnswer): boolean {
  return answer.kind === 'transient' && (answer.status === 429 || answer.status === 503)
}
