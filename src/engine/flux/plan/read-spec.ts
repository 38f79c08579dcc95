import type { FluxFunction } from '../values/value.ts'

export type BucketReference = { readonly name: string } | { readonly id: string }

/** What a read of storage was asked for. */
export interface ReadSpec {
  readonly bucket: BucketReference
  /** Nanoseconds, inclusive. */
  readonly start: bigint
  /** Nanoseconds, exclusive. */
  readonly stop: bigint
  /** Predicates that storage decides, each on keys and values. */
  readonly filters: readonly FluxFunction[]
}
