import type { Clock } from '../clock/index.ts'
import { wait } from './wait.ts'

/** Lets others wait for a state that changes now and then. */
export class Changes {
  readonly #clock: Clock
  #next = Promise.withResolvers<void>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Something changed: those who wait look again. */
  tell(): void {
    this.#next.resolve()
    this.#next = Promise.withResolvers<void>()
  }

  /** Waits until it is so, or the deadline is over. */
  async until(isSo: () => boolean, deadlineMs = Number.POSITIVE_INFINITY): Promise<void> {
    if (isSo()) return
    const over = new AbortController()
    let late = false
    const timer =
      deadlineMs === Number.POSITIVE_INFINITY
        ? undefined
        : wait(deadlineMs, { clock: this.#clock, signal: over.signal }).then(() => {
            late = true
          })
    while (!isSo() && !late) await Promise.race([this.#next.promise, timer].filter((one) => one !== undefined))
    over.abort()
  }
}
