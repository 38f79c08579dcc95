import { ConsecutiveBreaker } from 'cockatiel'
import type { Clock } from '../clock/index.ts'

export type BreakerState = 'closed' | 'open' | 'half-open'

export interface BreakerOptions {
  readonly clock: Clock
  /** Failures in a row that open it. Default 5. */
  readonly failures?: number | undefined
  /** Milliseconds that it stays open. Default 30 000. */
  readonly openMs?: number | undefined
  readonly onState?: ((state: BreakerState) => void) | undefined
}

/** Lets requests through until so many fail in a row; then none for a while; then one, which decides. */
export class Breaker {
  readonly #clock: Clock
  readonly #counter: ConsecutiveBreaker
  readonly #openNs: bigint
  readonly #onState: ((state: BreakerState) => void) | undefined
  #state: BreakerState = 'closed'
  #openedAt = 0n

  constructor({ clock, failures = 5, openMs = 30_000, onState }: BreakerOptions) {
    this.#clock = clock
    this.#counter = new ConsecutiveBreaker(failures)
    this.#openNs = BigInt(Math.round(openMs * 1e6))
    this.#onState = onState
  }

  get state(): BreakerState {
    return this.#state
  }

  /** Milliseconds until a request may be tried: 0 now, undefined once the one that is under way has been answered. */
  waitMs(): number | undefined {
    if (this.#state === 'closed') return 0
    if (this.#state === 'half-open') return undefined
    const left = this.#openedAt + this.#openNs - this.#clock.nowNs()
    return left <= 0n ? 0 : Number(left) / 1e6
  }

  /** A request is about to be sent. */
  enter(): void {
    if (this.#state === 'open') this.#become('half-open')
  }

  success(): void {
    this.#counter.success()
    this.#become('closed')
  }

  failure(): void {
    if (!this.#counter.failure() && this.#state !== 'half-open') return
    this.#openedAt = this.#clock.nowNs()
    this.#become('open')
  }

  #become(state: BreakerState): void {
    if (this.#state === state) return
    this.#state = state
    this.#onState?.(state)
  }
}
