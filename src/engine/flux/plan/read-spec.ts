import type { WindowSpec } from '../packages/universe/window.ts'
import type { StoragePredicate } from '../source/storage-predicate.ts'

export type BucketReference = { readonly name: string } | { readonly id: string }

/** A read of series: what `from |> range |> filter` became. */
export interface ReadSpec {
  readonly bucket: BucketReference
  /** Asked of another organisation, which storage refuses. */
  readonly otherOrg: boolean
  /** Nanoseconds, inclusive. */
  readonly start: bigint
  /** Nanoseconds, exclusive. */
  readonly stop: bigint
  readonly predicate: StoragePredicate | undefined
}

/** The aggregates and selectors that storage computes. */
export const storageAggregates = ['count', 'sum', 'mean', 'min', 'max', 'first', 'last'] as const
export type StorageAggregate = (typeof storageAggregates)[number]

/** A read that storage groups: by labels, over series. */
export interface ReadGroupSpec extends ReadSpec {
  readonly labels: readonly string[]
  readonly aggregate: StorageAggregate | undefined
}

/** A read that storage aggregates, in windows of time or (window absent) over the range. */
export interface ReadWindowSpec extends ReadSpec {
  readonly aggregate: StorageAggregate
  readonly window: WindowSpec | undefined
  /** A selector keeps its place in empty windows with a null. */
  readonly force: boolean
  /** Which edge becomes `_time`, with all windows in one table; undefined: a table a window. */
  readonly timeColumn: '_start' | '_stop' | undefined
}
