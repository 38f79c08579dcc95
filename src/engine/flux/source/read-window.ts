import type { SeriesSlice } from '../../storage/types.ts'
import { gridOf } from '../packages/universe/window.ts'
import type { PlanNode } from '../plan/node.ts'
import type { ReadWindowSpec } from '../plan/read-spec.ts'
import { type Cell, Column, constantColumn } from '../table/column.ts'
import { GroupKey, type KeyColumn } from '../table/group-key.ts'
import type { Table } from '../table/table.ts'
import { type Bounds, clip, type WindowGrid } from '../time/window.ts'
import { isSelector, type SliceAggregator, sliceAggregator } from './aggregate-slice.ts'
import { boundsOfRead, bucketIdOf, labelsOf, readSeries } from './series.ts'

/** A read that storage aggregates; series by series, without a table of rows in between. */
export function readWindowNode(spec: ReadWindowSpec): PlanNode {
  return {
    kind: 'readWindow',
    frame: undefined,
    parents: [],
    spec,
    prepare: (runtime) => void bucketIdOf(spec, runtime),
    *run(_inputs, runtime) {
      const grid = spec.window === undefined ? undefined : gridOf(spec.window)
      const direction = spec.aggregate === 'last' && grid === undefined ? 'descending' : 'ascending'
      const windows = grid !== undefined && spec.window?.createEmpty ? allWindows(grid, spec) : undefined
      for (const slice of readSeries(spec, runtime, { direction })) {
        yield* aggregateSlice(slice, spec, { grid, windows })
      }
    },
  }
}

interface WindowAnswer {
  readonly bounds: Bounds
  /** Rows [from, to) of the series. */
  readonly from: number
  readonly to: number
}

interface Windows {
  /** Undefined: the range is one window. */
  readonly grid: WindowGrid | undefined
  /** All windows of the range, cut to it, where empty ones count. */
  readonly windows: readonly Bounds[] | undefined
}

function allWindows(grid: WindowGrid, spec: ReadWindowSpec): Bounds[] {
  return Array.from(grid.overlapping(spec), (window) => clip(window, spec))
}

function* aggregateSlice(slice: SeriesSlice, spec: ReadWindowSpec, { grid, windows }: Windows): Iterable<Table> {
  const aggregator = sliceAggregator(spec.aggregate, slice)
  const labels = labelsOf(slice)
  const answers =
    windows !== undefined
      ? everyWindow(slice.times, windows)
      : grid === undefined
        ? [whole(slice, spec)]
        : seenWindows(slice.times, spec, grid)
  if (spec.timeColumn !== undefined) {
    yield joined([...answers], spec, { aggregator, labels })
    return
  }
  for (const answer of answers) yield single(answer, slice, { spec, aggregator, labels })
}

function whole(slice: SeriesSlice, { start, stop }: ReadWindowSpec): WindowAnswer {
  return { bounds: { start, stop }, from: 0, to: slice.times.length }
}

function* everyWindow(times: BigInt64Array, windows: readonly Bounds[]): Iterable<WindowAnswer> {
  let from = 0
  for (const bounds of windows) {
    const to = lowerBound(times, bounds.stop, from)
    yield { bounds, from, to }
    from = to
  }
}

function* seenWindows(times: BigInt64Array, spec: ReadWindowSpec, grid: WindowGrid): Iterable<WindowAnswer> {
  for (let from = 0; from < times.length; ) {
    const window = grid.latest(times[from] ?? 0n)
    const to = lowerBound(times, window.stop, from)
    yield { bounds: clip(window, spec), from, to }
    from = Math.max(to, from + 1)
  }
}

/** The first index at or after `from` whose time is not before `ns`: gallops, since windows are short. */
export function lowerBound(times: BigInt64Array, ns: bigint, from: number): number {
  let step = 1
  let low = from
  let high = from
  while (high < times.length && (times[high] as bigint) < ns) {
    low = high + 1
    high += step
    step *= 2
  }
  high = Math.min(high, times.length)
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((times[middle] as bigint) < ns) low = middle + 1
    else high = middle
  }
  return low
}

interface Parts {
  readonly aggregator: SliceAggregator
  readonly labels: readonly KeyColumn[]
}

/** All windows in one table, the edge of each as `_time`. */
function joined(answers: readonly WindowAnswer[], spec: ReadWindowSpec, { aggregator, labels }: Parts): Table {
  const stop = spec.timeColumn === '_stop'
  const kept = isSelector(spec.aggregate) && !spec.force ? answers.filter(({ from, to }) => to > from) : answers
  const length = kept.length
  const times = BigInt64Array.from(kept, ({ bounds }) => (stop ? bounds.stop : bounds.start))
  const cells = kept.map(({ from, to }): Cell => (to > from ? aggregator.value(from, to) : aggregator.empty))
  const range = boundsOfRead(spec)
  return {
    key: new GroupKey([...range, ...labels]),
    columns: [
      ...range.map((one) => constantColumn(one, one.value, length)),
      new Column('_time', 'time', times),
      new Column('_value', aggregator.type, cells),
      ...labels.map((one) => constantColumn(one, one.value, length)),
    ],
    length,
  }
}

/** One window as a table of its own; selectors keep the time of the row, and have none in an empty window. */
function single(
  { bounds, from, to }: WindowAnswer,
  slice: SeriesSlice,
  { spec, aggregator, labels }: Parts & { spec: ReadWindowSpec },
): Table {
  const selector = isSelector(spec.aggregate)
  const empty = to === from
  const length = empty && selector && !spec.force ? 0 : 1
  const edges = boundsOfRead(bounds)
  const columns = edges.map((one) => constantColumn(one, one.value, length))
  if (selector) {
    const row = empty ? undefined : aggregator.row?.(from, to)
    columns.push(
      new Column('_time', 'time', length === 0 ? [] : [row === undefined ? null : (slice.times[row] ?? null)]),
    )
  }
  const cells: Cell[] = length === 0 ? [] : [empty ? aggregator.empty : aggregator.value(from, to)]
  columns.push(
    new Column('_value', aggregator.type, cells),
    ...labels.map((one) => constantColumn(one, one.value, length)),
  )
  return { key: new GroupKey([...edges, ...labels]), columns, length }
}
