import type { Batch } from './batch.ts'

/** Which undecided batch last took a point of a key. */
export class KeyOwners {
  readonly #owners = new Map<string, Batch>()

  of(key: string): Batch | undefined {
    return this.#owners.get(key)
  }

  /** Takes a key for a batch, which then waits for the one that had it. */
  take(key: string, batch: Batch): void {
    const before = this.#owners.get(key)
    if (before !== undefined && before !== batch) batch.after.add(before)
    this.#owners.set(key, batch)
  }

  /** Forgets the keys of a batch that is decided; one that stays in the spill keeps them, because it will be sent again. */
  release(batch: Batch): void {
    for (const before of batch.after) if (before.retained) batch.retained = true
    batch.after.clear()
    if (batch.retained) return
    for (const { key } of batch.points) if (this.#owners.get(key) === batch) this.#owners.delete(key)
  }
}
