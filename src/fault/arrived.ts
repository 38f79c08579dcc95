import type { Fault } from './fault.ts'
import type { WireAnswer } from './wire-answer.ts'
import type { WireRequest } from './wire-request.ts'

/** A request that has arrived, its fault decided, its body not yet read. */
export interface Arrived {
  readonly fault: Fault | undefined
  /** The connection breaks here, or halfway through the body; nothing more is to be read. */
  readonly breaks: 'now' | 'during-body' | undefined
  /** Ends the request without an answer. */
  broken(how: 'refused' | 'reset' | 'gone'): void
  /** Goes on when the body was read. */
  carry(request: WireRequest): Promise<WireAnswer>
}

/** Where a fault breaks the connection of a request before its body is whole. */
export function breakOf(fault: Fault | undefined, ordinal: number): Arrived['breaks'] {
  if (fault?.kind === 'refuse') return 'now'
  if (fault?.kind === 'stale-connection') return ordinal > 0 ? 'now' : undefined
  if (fault?.kind !== 'reset' || fault.at === 'after-body') return undefined
  return fault.at === 'before-body' ? 'now' : 'during-body'
}
