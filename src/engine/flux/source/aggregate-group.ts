import type { SeriesSlice } from '../../storage/types.ts'
import type { StorageAggregate } from '../plan/read-spec.ts'
import type { Cell } from '../table/column.ts'
import { compareCells } from '../table/group-key.ts'
import type { ColumnType } from '../values/value.ts'
import { sliceAggregator } from './aggregate-slice.ts'

/** What storage makes of a group: one value, and for selectors the series and time that it is of. */
export interface GroupAnswer {
  readonly type: ColumnType
  readonly value: Cell
  readonly slice: SeriesSlice
  readonly time: bigint
}

/** Aggregates series of one type; undefined: storage has no such aggregate of the type, and answers nothing. */
export function aggregateGroup(aggregate: StorageAggregate, series: readonly SeriesSlice[]): GroupAnswer | undefined {
  let best: GroupAnswer | undefined
  for (const slice of series) {
    const text = slice.column.type === 'string' || slice.column.type === 'boolean'
    if (text && aggregate === 'sum') return undefined
    const length = slice.times.length
    const aggregator = sliceAggregator(aggregate, slice)
    const row = aggregator.row?.(0, length) ?? 0
    const one = { type: aggregator.type, value: aggregator.value(0, length), slice, time: slice.times[row] ?? 0n }
    best = best === undefined ? one : combine(aggregate, best, one)
  }
  return best
}

function combine(aggregate: StorageAggregate, a: GroupAnswer, b: GroupAnswer): GroupAnswer {
  switch (aggregate) {
    case 'first':
      return b.time < a.time ? b : a
    case 'last':
      return b.time >= a.time ? b : a
    case 'min':
      return compareCells(b.value, a.value) < 0 ? b : a
    case 'max':
      return compareCells(b.value, a.value) > 0 ? b : a
    default:
      return { ...a, value: added(a, b.value) }
  }
}

function added({ type, value }: GroupAnswer, other: Cell): Cell {
  if (typeof value === 'number' && typeof other === 'number') return value + other
  if (typeof value !== 'bigint' || typeof other !== 'bigint') return value
  return type === 'uint' ? BigInt.asUintN(64, value + other) : BigInt.asIntN(64, value + other)
}
