import type { Transport } from '../../client/transport.ts'
import { createFaultProxy } from '../../fault/fault-proxy.ts'
import { scheduleOfRules } from '../../fault/schedule.ts'
import { stalledOnce } from './stalled-once.ts'
import { tamperedLines } from './tampered-lines.ts'

/** A way for a server to be worse than its answers. */
export type SinkFault =
  /** One line in `oneIn` is not stored (default 1000); answered 204. */
  | { readonly kind: 'drop'; readonly oneIn?: number }
  /** One line in `oneIn` is stored with another value (default 1000); answered 204. */
  | { readonly kind: 'alter'; readonly oneIn?: number }
  /** Every write is answered so many ms after it arrived, at least. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** Writes `from` to `to`, counted from 0 and inclusive, are stored, and their connections closed without an answer. Default: all. */
  | { readonly kind: 'lose-answers'; readonly from?: number; readonly to?: number }
  /** A share of the writes is refused with 429 and Retry-After, drawn by seed. */
  | { readonly kind: 'storm'; readonly share: number; readonly retryAfterSeconds: number; readonly seed?: number }
  /** From write number `from` on, counted from 0, nothing is answered for `ms`; then all is. */
  | { readonly kind: 'stall'; readonly from: number; readonly ms: number }

export interface FaultySink extends AsyncDisposable {
  readonly url: string
}

/** Serves a server behind a fault on a port of the loopback interface: what a benchmark has to notice. */
export async function startFaultySink(fault: SinkFault, upstream: Transport): Promise<FaultySink> {
  const proxy = createFaultProxy({
    upstream: tampered(fault, upstream),
    schedule: scheduleOf(fault),
    keepBodies: false,
  })
  const { url, close } = await proxy.listen()
  return { url, [Symbol.asyncDispose]: close }
}

function tampered(fault: SinkFault, upstream: Transport): Transport {
  if (fault.kind === 'drop' || fault.kind === 'alter') {
    return tamperedLines(upstream, { kind: fault.kind, oneIn: fault.oneIn ?? 1000 })
  }
  return fault.kind === 'stall' ? stalledOnce(upstream, fault) : upstream
}

function scheduleOf(fault: SinkFault) {
  switch (fault.kind) {
    case 'slow':
      // A timer may be early by a part of a millisecond.
      return scheduleOfRules([{ fault: { kind: 'delay', ms: fault.ms + 1 } }])
    case 'lose-answers': {
      const { from = 0, to = Number.POSITIVE_INFINITY } = fault
      return scheduleOfRules([{ fault: { kind: 'commit-drop-answer' }, from, to }])
    }
    case 'storm': {
      const { share, retryAfterSeconds: retryAfter, seed = 0 } = fault
      return scheduleOfRules([{ fault: { kind: 'status', status: 429, retryAfter }, share }], { seed })
    }
    default:
      return scheduleOfRules([])
  }
}
