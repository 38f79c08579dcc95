import type { Batch } from './batch.ts'
import type { PendingPoint } from './pending-point.ts'

/** Chains at first; a power of two. */
const firstSize = 1024

/**
 * Which undecided batch last took a point of a key. A hash table of the points themselves: a Map needs one text a key, which costs more than all
 * else that happens to a point.
 */
export class KeyOwners {
  #chains = emptyChains(firstSize)
  #size = 0

  of(point: PendingPoint): Batch | undefined {
    for (let last = this.#chains[this.#chainOf(point)]; last !== undefined; last = last.chained) {
      if (isSameKey(last, point)) return last.owner
    }
    return undefined
  }

  /** Takes the key of a point for a batch, which then waits for the one that had it until now. */
  take(point: PendingPoint, batch: Batch, { before }: { readonly before: Batch | undefined }): void {
    if (before !== undefined) {
      if (before !== batch) batch.after.add(before)
      this.#unlink(point)
    }
    if (this.#size >= this.#chains.length) this.#grow()
    const chain = this.#chainOf(point)
    point.owner = batch
    point.chained = this.#chains[chain]
    this.#chains[chain] = point
    this.#size++
  }

  /** Forgets the keys of a batch that is decided; one that stays in the spill keeps them, because it will be sent again. */
  release(batch: Batch): void {
    for (const before of batch.after) if (before.retained) batch.retained = true
    batch.after.clear()
    if (batch.retained) return
    for (const point of batch.points) if (point.owner !== undefined) this.#unlink(point)
  }

  #chainOf({ hash }: PendingPoint): number {
    return hash & (this.#chains.length - 1)
  }

  /** Takes out the last point of this key. */
  #unlink(point: PendingPoint): void {
    const chain = this.#chainOf(point)
    let previous: PendingPoint | undefined
    let last = this.#chains[chain]
    while (last !== undefined && !isSameKey(last, point)) {
      previous = last
      last = last.chained
    }
    if (last === undefined) return
    if (previous === undefined) this.#chains[chain] = last.chained
    else previous.chained = last.chained
    last.owner = undefined
    last.chained = undefined
    this.#size--
  }

  #grow(): void {
    const before = this.#chains
    this.#chains = emptyChains(before.length * 4)
    for (const first of before) {
      for (let point = first; point !== undefined; ) {
        const next = point.chained
        const chain = this.#chainOf(point)
        point.chained = this.#chains[chain]
        this.#chains[chain] = point
        point = next
      }
    }
  }
}

function emptyChains(size: number): (PendingPoint | undefined)[] {
  return new Array(size).fill(undefined)
}

function isSameKey(a: PendingPoint, b: PendingPoint): boolean {
  return a === b || (a.hash === b.hash && a.time === b.time && a.series === b.series)
}
