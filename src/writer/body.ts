import type { PendingPoint } from './pending-point.ts'

const newline = 0x0a

/**
 * The lines of points as the bytes of a request, written when they come, while they are in the processor's cache. Its memory is used once: a
 * request that was given up may still be read from it.
 */
export class BodyBytes {
  #memory: Buffer<ArrayBuffer>
  #length = 0

  /** @param expectedBytes room at first; it grows. */
  constructor(expectedBytes: number) {
    this.#memory = Buffer.allocUnsafeSlow(expectedBytes)
  }

  add({ line, bytes }: PendingPoint): void {
    if (this.#length + bytes > this.#memory.length) this.#grow(bytes)
    this.#length += this.#memory.write(line, this.#length)
    this.#memory[this.#length++] = newline
  }

  /** Without the last newline. */
  bytes(): Uint8Array<ArrayBuffer> {
    return this.#memory.subarray(0, Math.max(0, this.#length - 1))
  }

  #grow(bytes: number): void {
    const before = this.#memory
    this.#memory = Buffer.allocUnsafeSlow(Math.max(this.#length + bytes, before.length * 2))
    before.copy(this.#memory, 0, 0, this.#length)
  }
}

/** The lines of points as one body. */
export function bodyOf(points: readonly PendingPoint[]): Uint8Array<ArrayBuffer> {
  const body = new BodyBytes(points.reduce((sum, { bytes }) => sum + bytes, 0))
  for (const point of points) body.add(point)
  return body.bytes()
}
