import type { AggregateSpec } from '../../packages/aggregate.ts'
import type { DuplicateSpec } from '../../packages/universe/duplicate.ts'
import { type FilterSpec, filterNode } from '../../packages/universe/filter.ts'
import type { FromSpec } from '../../packages/universe/from.ts'
import type { GroupSpec } from '../../packages/universe/group.ts'
import type { RangeSpec } from '../../packages/universe/range.ts'
import { isInfinite, type WindowSpec } from '../../packages/universe/window.ts'
import { readGroupNode } from '../../source/read-group.ts'
import { readNode } from '../../source/read-range.ts'
import { readWindowNode } from '../../source/read-window.ts'
import type { StoragePredicate } from '../../source/storage-predicate.ts'
import { isUtc } from '../../time/zone.ts'
import type { PlanNode } from '../node.ts'
import {
  type ReadGroupSpec,
  type ReadSpec,
  type ReadWindowSpec,
  type StorageAggregate,
  storageAggregates,
} from '../read-spec.ts'
import { partitionFilter, restrictedFunction } from './partition-filter.ts'

/** Rewrites one step over a read into a read that does its work; undefined: storage cannot. */
export type Rule = (node: PlanNode, parent: PlanNode) => PlanNode | undefined

/** `from |> range`. */
export const pushRange: Rule = (node, parent) => {
  if (node.kind !== 'range' || parent.kind !== 'from') return undefined
  const { bucket, otherOrg } = parent.spec as FromSpec
  const { start, stop } = node.spec as RangeSpec
  return readNode({ bucket, otherOrg, start, stop, predicate: undefined })
}

/** The part of a filter that compares keys or the value with literals. */
export const pushFilter: Rule = (node, parent) => {
  if (node.kind !== 'filter' || parent.kind !== 'read') return undefined
  const filter = node.spec as FilterSpec
  if (filter.keepEmpty) return undefined
  const { pushed, rest } = partitionFilter(filter.fn)
  if (pushed === undefined) return undefined
  const spec = parent.spec as ReadSpec
  const predicate: StoragePredicate =
    spec.predicate === undefined ? pushed : { kind: 'and', left: spec.predicate, right: pushed }
  const read = readNode({ ...spec, predicate })
  if (rest === undefined) return read
  return node.frame && filterNode({ ...filter, fn: restrictedFunction(filter.fn, rest) }, read, node.frame)
}

/** `group(columns:)` by labels of series. */
export const pushGroup: Rule = (node, parent) => {
  if (node.kind !== 'group' || parent.kind !== 'read') return undefined
  const { mode, columns } = node.spec as GroupSpec
  if (mode !== 'by' || columns.includes('_time') || columns.includes('_value')) return undefined
  return readGroupNode({ ...(parent.spec as ReadSpec), labels: columns, aggregate: undefined })
}

function aggregateOf({ kind, spec }: PlanNode): StorageAggregate | undefined {
  const aggregate = storageAggregates.find((one) => one === kind)
  return aggregate !== undefined && (spec as AggregateSpec).column === '_value' ? aggregate : undefined
}

const groupAggregates: readonly StorageAggregate[] = ['count', 'sum', 'first', 'last', 'min', 'max']

/** An aggregate over a grouped read: one row a group. */
export const pushGroupAggregate: Rule = (node, parent) => {
  const aggregate = aggregateOf(node)
  if (aggregate === undefined || parent.kind !== 'readGroup' || !groupAggregates.includes(aggregate)) return undefined
  const spec = parent.spec as ReadGroupSpec
  return spec.aggregate === undefined ? readGroupNode({ ...spec, aggregate }) : undefined
}

/** An aggregate straight over a read. */
export const pushAggregate: Rule = (node, parent) => {
  const aggregate = aggregateOf(node)
  if (aggregate === undefined || parent.kind !== 'read') return undefined
  return readWindowNode({
    ...(parent.spec as ReadSpec),
    aggregate,
    window: undefined,
    force: false,
    timeColumn: undefined,
  })
}

/** An aggregate over windows of fixed length in UTC that tile time. */
export const pushWindowAggregate: Rule = (node, parent) => {
  const aggregate = aggregateOf(node)
  const [read] = parent.parents
  if (aggregate === undefined || parent.kind !== 'window' || read?.kind !== 'read') return undefined
  const window = parent.spec as WindowSpec
  const { every, period } = window
  const tiles = every.months === period.months && every.ns === period.ns && every.negative === period.negative
  const plain = window.timeColumn === '_time' && window.startColumn === '_start' && window.stopColumn === '_stop'
  if (!tiles || !plain || !isUtc(window.location)) return undefined
  return readWindowNode({ ...(read.spec as ReadSpec), aggregate, window, force: false, timeColumn: undefined })
}

/** The row with a null that aggregateWindow wants of empty windows. */
export const pushForce: Rule = (node, parent) => {
  if (node.kind !== 'tableFill' || parent.kind !== 'readWindow') return undefined
  const spec = parent.spec as ReadWindowSpec
  return spec.timeColumn === undefined ? readWindowNode({ ...spec, force: true }) : undefined
}

/** `duplicate(column: "_stop", as: "_time") |> window(every: inf)` over windows. */
export const pushTime: Rule = (node, parent) => {
  const [read] = parent.parents
  if (node.kind !== 'window' || parent.kind !== 'duplicate' || read?.kind !== 'readWindow') return undefined
  const { column, as } = parent.spec as DuplicateSpec
  const window = node.spec as WindowSpec
  const spec = read.spec as ReadWindowSpec
  const fits =
    as === '_time' &&
    isInfinite(window) &&
    window.timeColumn === '_time' &&
    window.startColumn === '_start' &&
    window.stopColumn === '_stop' &&
    !window.createEmpty &&
    spec.timeColumn === undefined
  if (!fits || (column !== '_start' && column !== '_stop')) return undefined
  return readWindowNode({ ...spec, timeColumn: column })
}
