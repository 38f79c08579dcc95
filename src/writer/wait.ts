import type { Clock } from '../clock/index.ts'

/** Resolves after `ms` on the clock, or at once when the signal is aborted. */
export function wait(ms: number, { clock, signal }: { clock: Clock; signal: AbortSignal }): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted || ms <= 0) {
      resolve()
      return
    }
    const done = () => {
      cancel()
      signal.removeEventListener('abort', done)
      resolve()
    }
    const cancel = clock.schedule(ms, done)
    signal.addEventListener('abort', done, { once: true })
  })
}
