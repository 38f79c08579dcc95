import { createLatency, decodeLatency, encodeLatency } from '../run/latency.ts'
import type { Driven } from './driver.ts'
import { type Pace, systemPace } from './pace.ts'

/** What became of points, as far as the answers tell. */
export type Verdict = 'acknowledged' | 'refused' | 'unknown'

/** Width of a slice of the run, ms. */
export const sliceMs = 100

/** A tally as it crosses threads. */
export interface TallyParts {
  readonly counts: Readonly<Record<Verdict, number>>
  readonly requests: number
  readonly latency: string
  readonly slices: readonly number[]
  readonly lastMs: number
}

/** Counts what a driver sees while it runs. */
export class Tally {
  readonly startMs: number
  readonly #pace: Pace
  readonly #counts = { acknowledged: 0, refused: 0, unknown: 0 }
  readonly #latency = createLatency()
  readonly #slices: number[] = []
  #requests = 0
  #lastMs: number

  /** @param startMs when the run begins, on the clock of the pace. Default: now. */
  constructor({ pace = systemPace, startMs = pace.nowMs() }: { readonly pace?: Pace; readonly startMs?: number } = {}) {
    this.#pace = pace
    this.startMs = startMs
    this.#lastMs = startMs
  }

  /** A request goes out, a retry too. */
  requested(): void {
    this.#requests++
  }

  /** An answer came, or was given up, to what was sent or due at `fromMs`. */
  answered(fromMs: number): void {
    this.#latency.recordValue(Math.max(1, Math.round((this.#pace.nowMs() - fromMs) * 1000)))
  }

  decided(verdict: Verdict, points: number): void {
    this.#counts[verdict] += points
    this.#lastMs = this.#pace.nowMs()
    if (verdict !== 'acknowledged') return
    const slice = Math.max(0, Math.floor((this.#lastMs - this.startMs) / sliceMs))
    while (this.#slices.length <= slice) this.#slices.push(0)
    this.#slices[slice] = (this.#slices[slice] ?? 0) + points
  }

  parts(): TallyParts {
    const latency = encodeLatency(this.#latency)
    const counts = { ...this.#counts }
    return { counts, requests: this.#requests, latency, slices: [...this.#slices], lastMs: this.#lastMs }
  }

  /** Takes in what another thread counted over the same time: histograms as histograms, slices slice by slice. */
  add({ counts, requests, latency, slices, lastMs }: TallyParts): void {
    this.#counts.acknowledged += counts.acknowledged
    this.#counts.refused += counts.refused
    this.#counts.unknown += counts.unknown
    this.#requests += requests
    this.#latency.add(decodeLatency(latency))
    for (const [index, points] of slices.entries()) this.#slices[index] = (this.#slices[index] ?? 0) + points
    this.#lastMs = Math.max(this.#lastMs, lastMs)
  }

  driven(cpuMs: number): Driven {
    return {
      elapsedMs: this.#lastMs - this.startMs,
      ...this.#counts,
      requests: this.#requests,
      latencyUs: this.#latency,
      sliceMs,
      slices: [...this.#slices],
      cpuMs,
    }
  }
}
