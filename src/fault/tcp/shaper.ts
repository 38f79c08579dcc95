import type { TcpFault } from './tcp-fault.ts'

/** Bytes that go on together. */
export interface Slice {
  readonly bytes: Uint8Array
  /** Moment before which they must not arrive, in ms; never before that of the slice in front. */
  readonly atMs: number
}

export interface ShaperOptions {
  readonly fault: TcpFault
  /** In [0, 1), by the number of a slice: for jitter. */
  readonly share: (slice: number) => number
}

const usualSliceBytes = 16_384
/** Of a slow link a slice is at most what it carries in this time, so that bytes do not arrive in bursts. */
const longestSliceMs = 50

/**
 * Decides for the bytes of one way of a connection how they are cut and when they arrive. Pure: it is told the time. Cuts lie at
 * multiples of the slice size and jitter hangs on the number of the slice, so neither depends on the pieces in which bytes came in.
 */
export class Shaper {
  readonly #fault: TcpFault
  readonly #share: (slice: number) => number
  readonly #sliceBytes: number
  readonly #lastByte: number
  #position = 0
  #linkFreeMs = Number.NEGATIVE_INFINITY
  #latestMs = Number.NEGATIVE_INFINITY

  constructor({ fault, share }: ShaperOptions) {
    const { sliceBytes = usualSliceBytes, bytesPerSecond = Number.POSITIVE_INFINITY } = fault
    const { resetAfterBytes = Number.POSITIVE_INFINITY, silentAfterBytes = Number.POSITIVE_INFINITY } = fault
    this.#fault = fault
    this.#share = share
    this.#sliceBytes = Math.max(1, Math.min(sliceBytes, Math.floor((bytesPerSecond * longestSliceMs) / 1000)))
    this.#lastByte = Math.min(resetAfterBytes, silentAfterBytes)
  }

  /** What comes when everything admitted has arrived: where both would, the reset. */
  get spent(): 'reset' | 'silence' | undefined {
    if (this.#position < this.#lastByte) return undefined
    return this.#lastByte === this.#fault.resetAfterBytes ? 'reset' : 'silence'
  }

  /** The slices of bytes that came in at `nowMs`; bytes behind the last one that goes on are in none. */
  admit(bytes: Uint8Array, nowMs: number): readonly Slice[] {
    const { latencyMs = 0, jitterMs = 0, bytesPerSecond = Number.POSITIVE_INFINITY } = this.#fault
    const slices: Slice[] = []
    for (let at = 0; at < bytes.length && this.#position < this.#lastByte; ) {
      const slice = Math.floor(this.#position / this.#sliceBytes)
      const end = Math.min((slice + 1) * this.#sliceBytes, this.#lastByte)
      const length = Math.min(bytes.length - at, end - this.#position)
      this.#linkFreeMs = Math.max(this.#linkFreeMs, nowMs) + (length * 1000) / bytesPerSecond
      const delayMs = Math.max(0, latencyMs + jitterMs * (2 * this.#share(slice) - 1))
      this.#latestMs = Math.max(this.#latestMs, this.#linkFreeMs + delayMs)
      slices.push({ bytes: bytes.subarray(at, at + length), atMs: this.#latestMs })
      this.#position += length
      at += length
    }
    return slices
  }
}
