import { FluxError } from '../../language/flux-error.ts'
import { boundsOf } from '../../plan/bounds.ts'
import type { PlanNode } from '../../plan/node.ts'
import { type Cell, Column, constantColumn } from '../../table/column.ts'
import { GroupKey, type KeyColumn } from '../../table/group-key.ts'
import { columnOf, type Table } from '../../table/table.ts'
import { type Bounds, clip, WindowGrid } from '../../time/window.ts'
import type { ColumnType } from '../../values/value.ts'
import type { WindowSpec } from './window.ts'

export interface FusedWindowSpec {
  readonly window: WindowSpec
  readonly aggregate: 'mean' | 'sum' | 'count'
  readonly column: string
  readonly edge: '_start' | '_stop'
}

/** Windows of time aggregated in one step, without regrouping; nulls count as zero here. */
export function aggregateWindowNode(spec: FusedWindowSpec, input: PlanNode): PlanNode {
  return {
    kind: 'aggregateWindow',
    frame: undefined,
    parents: [input],
    spec,
    prepare() {
      if (boundsOf(this) === undefined) {
        throw new FluxError('nil bounds passed to window; use range to set the window range')
      }
      new WindowGrid(spec.window)
    },
    *run([tables = []]) {
      const bounds = boundsOf(this)
      if (bounds === undefined) return
      const grid = new WindowGrid(spec.window)
      for (const table of tables) yield windowed(table, spec, { grid, bounds })
    },
  }
}

interface Grid {
  readonly grid: WindowGrid
  readonly bounds: Bounds
}

function windowed(table: Table, spec: FusedWindowSpec, { grid, bounds }: Grid): Table {
  const times = timesOf(table)
  const column = columnOf(table, spec.column)
  if (column === undefined) throw new FluxError(`column "${spec.column}" does not exist`)
  if (table.key.has(spec.column)) throw new FluxError('cannot aggregate columns that are part of the group key')
  const type = answerType(spec.aggregate, column.type)
  const rows = sortedRows(times)
  const windows = spec.window.createEmpty ? grid.overlapping(bounds) : seenWindows(times, rows, grid)
  const edges: bigint[] = []
  const cells: Cell[] = []
  for (const window of windows) {
    const clipped = clip(window, bounds)
    const inside = rows.filter((row) => {
      const time = times.at(row) as bigint
      return time >= clipped.start && time < clipped.stop
    })
    edges.push(spec.edge === '_stop' ? clipped.stop : clipped.start)
    cells.push(answer(spec.aggregate, column, inside))
  }
  const key = withBounds(table.key, bounds)
  const length = edges.length
  return {
    key,
    columns: [
      new Column('_time', 'time', edges),
      ...key.columns.map((one) => constantColumn(one, one.value, length)),
      new Column(spec.column, type, cells),
    ],
    length,
  }
}

function timesOf(table: Table): Column {
  const times = columnOf(table, '_time')
  if (times === undefined) throw new FluxError('no time column: _time')
  if (times.type !== 'time') throw new FluxError(`time column is not a time value: ${times.type}`)
  return times
}

function sortedRows(times: Column): number[] {
  const rows: number[] = []
  for (let row = 0; row < times.length; row++) if (times.at(row) !== null) rows.push(row)
  const time = (row: number) => times.at(row) as bigint
  return rows.sort((a, b) => (time(a) < time(b) ? -1 : time(a) > time(b) ? 1 : a - b))
}

function* seenWindows(times: Column, rows: readonly number[], grid: WindowGrid): Iterable<Bounds> {
  let latest: bigint | undefined
  for (const row of rows) {
    for (const window of grid.containing(times.at(row) as bigint)) {
      if (latest !== undefined && window.start <= latest) continue
      latest = window.start
      yield window
    }
  }
}

function answerType(aggregate: FusedWindowSpec['aggregate'], type: ColumnType): ColumnType {
  if (aggregate === 'count') return 'int'
  if (type !== 'float' && type !== 'int' && type !== 'uint') {
    throw new FluxError(`unsupported aggregate column type ${type}`)
  }
  return aggregate === 'mean' ? 'float' : type
}

function answer(aggregate: FusedWindowSpec['aggregate'], column: Column, rows: readonly number[]): Cell {
  if (aggregate === 'count') return BigInt(rows.length)
  if (rows.length === 0) return null
  if (column.type === 'float') {
    let sum = 0
    for (const row of rows) sum += (column.at(row) as number | null) ?? 0
    return aggregate === 'mean' ? sum / rows.length : sum
  }
  let sum = 0n
  for (const row of rows) sum += (column.at(row) as bigint | null) ?? 0n
  sum = column.type === 'uint' ? BigInt.asUintN(64, sum) : BigInt.asIntN(64, sum)
  return aggregate === 'mean' ? Number(sum) / rows.length : sum
}

/** The key with the range as `_start` and `_stop`. */
function withBounds(key: GroupKey, { start, stop }: Bounds): GroupKey {
  const columns: KeyColumn[] = [...key.columns]
  for (const bound of [
    { label: '_start', type: 'time' as const, value: start },
    { label: '_stop', type: 'time' as const, value: stop },
  ]) {
    const at = columns.findIndex(({ label }) => label === bound.label)
    if (at >= 0) columns[at] = bound
    else columns.push(bound)
  }
  return new GroupKey(columns)
}
