import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'

/** Time as a driver needs it. Tests give one of their own. */
export interface Pace {
  /** Milliseconds, with fractions, of a clock that all threads of this process share; only differences mean something. */
  nowMs(): number
  /** Resolves at `atMs` or as soon after as the loop can; at once when it is past. @throws when the signal aborts. */
  until(atMs: number, signal?: AbortSignal): Promise<void>
}

/** Timers are whole milliseconds, and one may be late by one more: the rest of the way goes by turns of the loop. */
const timerPrecisionMs = 2

// performance.now() counts from the start of its own thread.
const offsetMs = Number(process.hrtime.bigint()) / 1e6 - performance.now()

/** The time of this machine. */
export const systemPace: Pace = {
  nowMs: () => offsetMs + performance.now(),
  async until(atMs, signal) {
    const timerMs = Math.floor(atMs - systemPace.nowMs() - timerPrecisionMs)
    try {
      if (timerMs > 0) await sleep(timerMs, undefined, signal && { signal })
      while (systemPace.nowMs() < atMs) await nextTurn(undefined, signal && { signal })
    } catch (error) {
      // Theirs is an AbortError that hides the reason.
      signal?.throwIfAborted()
      throw error
    }
  },
}
