import type { Batch } from './batch.ts'
import type { PendingPoint } from './pending-point.ts'

/** Keys that it has room for at first; a power of two. */
const firstSize = 1024
const none = -1

/**
 * Which undecided batch last took a point of a key. A hash table in numbers: a Map needs one text a key; a table of the points themselves reads
 * one of them for each that is looked for, which are long out of the processor's cache, and has the garbage collector follow it.
 */
export class KeyOwners {
  /** The first entry of each chain. */
  #heads = new Int32Array(firstSize).fill(none)
  /** Of each entry: the hash of its key, the entry after it in its chain or among those that are free, the batch that has it, and the place of the point there. */
  #hashes = new Int32Array(firstSize)
  #followers = new Int32Array(firstSize)
  #owners = new Int32Array(firstSize).fill(none)
  #places = new Int32Array(firstSize)
  #entries = 0
  #firstFree = none
  /** By their numbers. */
  readonly #batches: (Batch | undefined)[] = []
  readonly #freeNumbers: number[] = []

  of(point: PendingPoint): Batch | undefined {
    const entry = this.#find(point)
    return entry === none ? undefined : this.#ownerOf(entry)
  }

  /** Takes the key of a point for a batch to which it is added next, and which then waits for the one that had it until now. */
  take(point: PendingPoint, batch: Batch, { before }: { readonly before: Batch | undefined }): void {
    if (before !== undefined && before !== batch) batch.after.add(before)
    const entry = before === undefined ? this.#make(point.hash) : this.#find(point)
    if (batch.number === none) this.#enroll(batch)
    this.#owners[entry] = batch.number
    this.#places[entry] = batch.points.length
    batch.keys.push(entry)
  }

  /** Forgets the keys of a batch that is decided; one that stays in the spill keeps them, because it will be sent again. */
  release(batch: Batch): void {
    for (const before of batch.after) if (before.retained) batch.retained = true
    batch.after.clear()
    if (batch.retained) return
    // One that a later batch took over is not its own any more.
    for (const entry of batch.keys) if (this.#owners[entry] === batch.number) this.#free(entry)
    batch.keys = []
    if (batch.number === none) return
    this.#batches[batch.number] = undefined
    this.#freeNumbers.push(batch.number)
    batch.number = none
  }

  #enroll(batch: Batch): void {
    batch.number = this.#freeNumbers.pop() ?? this.#batches.length
    this.#batches[batch.number] = batch
  }

  #ownerOf(entry: number): Batch | undefined {
    return this.#batches[this.#owners[entry] ?? none]
  }

  #find(point: PendingPoint): number {
    const { hash } = point
    for (let entry = this.#headOf(hash); entry !== none; entry = this.#followers[entry] ?? none) {
      if (this.#hashes[entry] === hash && isSameKey(this.#pointOf(entry), point)) return entry
    }
    return none
  }

  #pointOf(entry: number): PendingPoint | undefined {
    return this.#ownerOf(entry)?.points[this.#places[entry] ?? none]
  }

  #headOf(hash: number): number {
    return this.#heads[hash & (this.#heads.length - 1)] ?? none
  }

  #make(hash: number): number {
    let entry = this.#firstFree
    if (entry === none) {
      entry = this.#entries++
      if (entry >= this.#hashes.length) this.#grow()
    } else {
      this.#firstFree = this.#followers[entry] ?? none
    }
    this.#hashes[entry] = hash
    this.#followers[entry] = this.#headOf(hash)
    this.#heads[hash & (this.#heads.length - 1)] = entry
    return entry
  }

  #free(entry: number): void {
    const hash = this.#hashes[entry] ?? 0
    const next = this.#followers[entry] ?? none
    let before = this.#headOf(hash)
    if (before === entry) {
      this.#heads[hash & (this.#heads.length - 1)] = next
    } else {
      while (this.#followers[before] !== entry) before = this.#followers[before] ?? none
      this.#followers[before] = next
    }
    this.#owners[entry] = none
    this.#followers[entry] = this.#firstFree
    this.#firstFree = entry
  }

  /** Only when no entry is free: all of them are in chains. */
  #grow(): void {
    const before = this.#hashes.length
    const size = before * 4
    this.#hashes = resized(this.#hashes, size)
    this.#owners = resized(this.#owners, size)
    this.#places = resized(this.#places, size)
    this.#followers = new Int32Array(size)
    this.#heads = new Int32Array(size).fill(none)
    for (let entry = 0; entry < before; entry++) {
      const chain = (this.#hashes[entry] ?? 0) & (size - 1)
      this.#followers[entry] = this.#heads[chain] ?? none
      this.#heads[chain] = entry
    }
  }
}

function resized(numbers: Int32Array, size: number): Int32Array<ArrayBuffer> {
  const more = new Int32Array(size)
  more.set(numbers)
  return more
}

function isSameKey(a: PendingPoint | undefined, b: PendingPoint): boolean {
  return a !== undefined && a.time === b.time && a.series === b.series
}
