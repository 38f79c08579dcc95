import type { ManualClock } from '../../clock/index.ts'

/** Moves a clock on, a little each turn of the event loop, until the promise is settled. */
export async function drive<T>(clock: ManualClock, promise: Promise<T>, stepMs = 20): Promise<T> {
  let done = false
  const settled = promise.finally(() => {
    done = true
  })
  settled.catch(() => undefined)
  while (!done) {
    await new Promise((resolve) => setImmediate(resolve))
    await clock.advance(stepMs)
  }
  return settled
}
