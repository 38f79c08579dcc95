import { setImmediate as turn } from 'node:timers/promises'
import type { Clock } from '../clock/index.ts'

/** A clock that leaps to the next due moment whenever the process has nothing else to do. */
export interface VirtualTime {
  readonly clock: Clock
  /** Lets time pass until `work` settles, or for `limitMs`. @returns whether it settled. */
  drive(work: Promise<unknown>, limitMs: number): Promise<boolean>
}

/** Turns of the event loop without which work on the way is not counted as done: an answer takes several. */
const idleTurns = 4

/** @param startNs nanoseconds since the epoch. */
export function createVirtualTime(startNs: bigint): VirtualTime {
  let now = startNs
  let ordinal = 0
  let due: { readonly at: bigint; readonly ordinal: number; readonly run: () => void }[] = []
  const clock: Clock = {
    nowNs: () => now,
    schedule(delayMs, run) {
      const entry = { at: now + BigInt(Math.round(Math.max(0, delayMs) * 1e6)), ordinal: ordinal++, run }
      due.push(entry)
      return () => {
        due = due.filter((other) => other !== entry)
      }
    },
  }
  return {
    clock,
    async drive(work, limitMs) {
      const endNs = now + BigInt(Math.round(limitMs * 1e6))
      let settled = false
      const settle = () => {
        settled = true
      }
      work.then(settle, settle)
      for (;;) {
        for (let count = 0; count < idleTurns && !settled; count++) await turn()
        if (settled) return true
        due.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.ordinal - b.ordinal))
        const next = due[0]
        if (next === undefined || next.at > endNs) {
          now = endNs
          return false
        }
        due.shift()
        if (next.at > now) now = next.at
        next.run()
      }
    },
  }
}
