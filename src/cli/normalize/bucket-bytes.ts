import { ByteWriter } from '../../line-protocol/bytes/byte-writer.ts'

/** What was written for one bucket. */
export interface BucketEntry {
  /** Lines that were not sent yet. */
  readonly writer: ByteWriter
  /** How many there were in all. */
  points: number
}

/** Lines by the bucket that they are for, the buckets in the order in which they came. */
export class BucketBytes implements Iterable<readonly [bucket: string, entry: BucketEntry]> {
  readonly #entries = new Map<string, BucketEntry>()

  of(bucket: string): BucketEntry {
    let entry = this.#entries.get(bucket)
    if (entry === undefined) {
      entry = { writer: new ByteWriter(), points: 0 }
      this.#entries.set(bucket, entry)
    }
    return entry
  }

  [Symbol.iterator](): Iterator<readonly [bucket: string, entry: BucketEntry]> {
    return this.#entries.entries()
  }
}
