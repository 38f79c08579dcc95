import type { SeriesSlice } from '../../storage/types.ts'
import type { StorageAggregate } from '../plan/read-spec.ts'
import { BareError } from '../plan/runtime-error.ts'
import type { Cell } from '../table/column.ts'
import type { ColumnType } from '../values/value.ts'
import { columnTypeOfSlice } from './series.ts'

/** Computes a storage aggregate of rows [from, to) of a series; there is at least one. */
export interface SliceAggregator {
  readonly type: ColumnType
  /** The answer in a window without rows. */
  readonly empty: Cell
  value(from: number, to: number): Cell
  /** For selectors: the chosen row. */
  row?(from: number, to: number): number
}

const selectors = new Set<StorageAggregate>(['min', 'max', 'first', 'last'])

/** True for what picks a row, and so keeps its time. */
export function isSelector(aggregate: StorageAggregate): boolean {
  return selectors.has(aggregate)
}

/** The aggregator of a series. Throws what a real server answers for types that it does not aggregate. */
export function sliceAggregator(aggregate: StorageAggregate, slice: SeriesSlice): SliceAggregator {
  const type = columnTypeOfSlice(slice)
  switch (aggregate) {
    case 'count':
      return { type: 'int', empty: 0n, value: (from, to) => BigInt(to - from) }
    case 'sum':
      return sums(slice, type)
    case 'mean':
      return means(slice)
    case 'first':
      return selecting(slice, (from) => from)
    case 'last':
      return selecting(slice, (_from, to) => to - 1)
    default:
      return extremes(slice, aggregate)
  }
}

function sums({ column }: SeriesSlice, type: ColumnType): SliceAggregator {
  switch (column.type) {
    case 'float': {
      const { values } = column
      return { type, empty: null, value: (from, to) => floatSum(values, from, to) }
    }
    case 'integer':
    case 'unsigned': {
      const { values } = column
      const wrap = column.type === 'integer' ? BigInt.asIntN : BigInt.asUintN
      return { type, empty: null, value: (from, to) => wrap(64, integerSum(values, from, to)) }
    }
    default:
      throw new BareError(`unsupported input type for sum aggregate: ${column.type}`)
  }
}

function floatSum(values: Float64Array, from: number, to: number): number {
  let sum = 0
  for (let i = from; i < to; i++) sum += values[i] as number
  return sum
}

function integerSum(values: BigInt64Array | BigUint64Array, from: number, to: number): bigint {
  let sum = 0n
  for (let i = from; i < to; i++) sum += values[i] as bigint
  return sum
}

function means({ column }: SeriesSlice): SliceAggregator {
  switch (column.type) {
    case 'float': {
      const { values } = column
      return { type: 'float', empty: null, value: (from, to) => floatSum(values, from, to) / (to - from) }
    }
    case 'integer':
    case 'unsigned': {
      const { values } = column
      const wrap = column.type === 'integer' ? BigInt.asIntN : BigInt.asUintN
      const value = (from: number, to: number) => Number(wrap(64, integerSum(values, from, to))) / (to - from)
      return { type: 'float', empty: null, value }
    }
    default:
      throw new BareError(`unsupported input type for mean aggregate: ${column.type}`)
  }
}

function selecting(slice: SeriesSlice, row: (from: number, to: number) => number): SliceAggregator {
  const { column } = slice
  const at = (index: number): Cell => {
    const cell = column.values[index]
    return column.type === 'boolean' ? cell === 1 : (cell ?? null)
  }
  return { type: columnTypeOfSlice(slice), empty: null, value: (from, to) => at(row(from, to)), row }
}

function extremes(slice: SeriesSlice, aggregate: 'min' | 'max'): SliceAggregator {
  const { column } = slice
  if (column.type === 'string' || column.type === 'boolean') {
    throw new BareError(`panic: unsupported for aggregate ${aggregate}: *reads.${column.type}MultiShardArrayCursor`, {
      code: 'internal error',
    })
  }
  const values: ArrayLike<number | bigint> = column.values
  const greatest = aggregate === 'max'
  return selecting(slice, (from, to) => {
    let best = from
    let bestValue = values[from] as number
    for (let i = from + 1; i < to; i++) {
      const value = values[i] as number
      if (greatest ? value > bestValue : value < bestValue) {
        best = i
        bestValue = value
      }
    }
    return best
  })
}
