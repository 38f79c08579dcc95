/** Where time comes from. Everything that asks for the time takes a clock, so that tests own it. */
export interface Clock {
  /** Nanoseconds since the epoch. */
  nowNs(): bigint
  /** Calls `run` once, when this clock has moved on by `delayMs`; the returned function cancels it. */
  schedule(delayMs: number, run: () => void): () => void
}

/** Wall time. Two readings are never equal and never fall, as a real server's nanosecond clock behaves. */
export function createSystemClock(): Clock {
  let last = 0n
  const originNs = BigInt(Date.now()) * 1_000_000n - process.hrtime.bigint()
  return {
    nowNs() {
      const wall = BigInt(Date.now()) * 1_000_000n
      const fine = originNs + process.hrtime.bigint()
      // hrtime drifts from wall time when the system clock is stepped: then wall time is right.
      const drifted = fine > wall + 50_000_000n || fine < wall - 50_000_000n
      const now = drifted ? wall : fine
      last = now > last ? now : last + 1n
      return last
    },
    schedule(delayMs, run) {
      const timer = setTimeout(run, Math.min(delayMs, 2_147_483_647))
      timer.unref()
      return () => clearTimeout(timer)
    },
  }
}

/** A clock that stands still until it is told to move. */
export interface ManualClock extends Clock {
  /** Moves on by `ms` and runs what has come due, in order of its time; awaits each returned promise. */
  advance(ms: number): Promise<void>
}

/** @param startNs nanoseconds since the epoch at which the clock stands. */
export function createManualClock(startNs: bigint): ManualClock {
  let now = startNs
  let ordinal = 0
  const due: { at: bigint; ordinal: number; run: () => unknown }[] = []
  return {
    nowNs: () => now,
    schedule(delayMs, run) {
      const entry = { at: now + BigInt(Math.round(delayMs * 1e6)), ordinal: ordinal++, run }
      due.push(entry)
      return () => {
        const index = due.indexOf(entry)
        if (index >= 0) due.splice(index, 1)
      }
    },
    async advance(ms) {
      const end = now + BigInt(Math.round(ms * 1e6))
      for (;;) {
        due.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.ordinal - b.ordinal))
        const next = due[0]
        if (next === undefined || next.at > end) break
        due.shift()
        if (next.at > now) now = next.at
        await next.run()
      }
      now = end
    },
  }
}
