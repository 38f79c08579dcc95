/** Room for a bounded number of points and bytes; those who wait for it are served in order. */
export class Capacity {
  readonly #maxPoints: number
  readonly #maxBytes: number
  readonly #waiting: { readonly bytes: number; readonly grant: () => void; readonly refuse: () => void }[] = []
  #points = 0
  #bytes = 0

  constructor({ maxPoints, maxBytes }: { maxPoints: number; maxBytes: number }) {
    this.#maxPoints = maxPoints
    this.#maxBytes = maxBytes
  }

  get waiting(): number {
    return this.#waiting.length
  }

  get bytes(): number {
    return this.#bytes
  }

  /** Takes room for one point if there is some and nobody waits. A point larger than all the room gets it when it is alone. */
  tryTake(bytes: number): boolean {
    return this.#waiting.length === 0 && this.#grant(bytes)
  }

  /** Takes room even where there is none: for points that are already owed. */
  force(bytes: number): void {
    this.#points++
    this.#bytes += bytes
  }

  /**
   * Waits for room; `use` runs in the moment in which it is granted, so that nobody who comes later is served before. Undefined: there will be none.
   */
  take<T>(bytes: number, use: () => T): Promise<T | undefined> {
    return new Promise((resolve, reject) => {
      const grant = () => {
        try {
          resolve(use())
        } catch (error) {
          reject(error)
        }
      }
      this.#waiting.push({ bytes, grant, refuse: () => resolve(undefined) })
    })
  }

  give(points: number, bytes: number): void {
    this.#points -= points
    this.#bytes -= bytes
    for (let first = this.#waiting[0]; first !== undefined && this.#grant(first.bytes); first = this.#waiting[0]) {
      this.#waiting.shift()
      first.grant()
    }
  }

  /** Sends everybody away who waits. */
  close(): void {
    for (const { refuse } of this.#waiting.splice(0)) refuse()
  }

  #grant(bytes: number): boolean {
    const fits = this.#points === 0 || (this.#points < this.#maxPoints && this.#bytes + bytes <= this.#maxBytes)
    if (fits) this.force(bytes)
    return fits
  }
}
