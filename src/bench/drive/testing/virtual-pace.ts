import type { Pace } from '../pace.ts'

/** Time that jumps from one thing that is due to the next. */
export interface VirtualPace extends Pace {
  /** Lets time go on until `work` is done. @throws when it waits for nothing. */
  run<T>(work: Promise<T>): Promise<T>
}

export function createVirtualPace(): VirtualPace {
  let now = 0
  const due: { readonly atMs: number; readonly resolve: () => void }[] = []
  return {
    nowMs: () => now,
    until: (atMs) => {
      const { promise, resolve } = Promise.withResolvers<void>()
      due.push({ atMs: Math.max(atMs, now), resolve })
      return promise
    },
    async run(work) {
      let done = false
      const ended = work.finally(() => {
        done = true
      })
      ended.catch(() => undefined)
      for (;;) {
        // All that follows from the last jump happens before the next.
        await new Promise((resolve) => setImmediate(resolve))
        if (done) return ended
        due.sort((a, b) => a.atMs - b.atMs)
        const next = due.shift()
        if (next === undefined) throw new Error('virtual pace: the work waits for nothing that is due')
        now = next.atMs
        next.resolve()
      }
    },
  }
}
