import type { Clock } from '../clock/index.ts'
import type { Breaker } from './breaker.ts'
import { wait } from './wait.ts'

/** Every request passes here first: it holds them back while the server asked for a pause or the breaker is open. */
export class Gate {
  readonly #clock: Clock
  readonly #breaker: Breaker
  #pausedUntil = 0n
  #change = Promise.withResolvers<void>()

  constructor(clock: Clock, breaker: Breaker) {
    this.#clock = clock
    this.#breaker = breaker
  }

  /** True: send now, and say how it went. False: the signal was aborted. */
  async pass(signal: AbortSignal): Promise<boolean> {
    while (!signal.aborted) {
      const pausedMs = Number(this.#pausedUntil - this.#clock.nowNs()) / 1e6
      const breakerMs = this.#breaker.waitMs()
      if (pausedMs <= 0 && breakerMs === 0) {
        this.#breaker.enter()
        return true
      }
      if (breakerMs === undefined) await this.#nextChange(signal)
      else await wait(Math.max(pausedMs, breakerMs), { clock: this.#clock, signal })
    }
    return false
  }

  succeeded(): void {
    this.#breaker.success()
    this.#changed()
  }

  /** @param pauseMs what the server asked for; no request is sent before. */
  failed(pauseMs: number | undefined): void {
    if (pauseMs !== undefined) {
      const until = this.#clock.nowNs() + BigInt(Math.round(pauseMs * 1e6))
      if (until > this.#pausedUntil) this.#pausedUntil = until
    }
    this.#breaker.failure()
    this.#changed()
  }

  #changed(): void {
    this.#change.resolve()
    this.#change = Promise.withResolvers<void>()
  }

  #nextChange(signal: AbortSignal): Promise<void> {
    const { promise } = this.#change
    return new Promise((resolve) => {
      const done = () => {
        signal.removeEventListener('abort', done)
        resolve()
      }
      signal.addEventListener('abort', done, { once: true })
      promise.then(done)
    })
  }
}
