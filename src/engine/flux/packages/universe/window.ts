import type { Args } from '../../interpreter/args.ts'
import { FluxError } from '../../language/flux-error.ts'
import { boundsOf } from '../../plan/bounds.ts'
import type { PlanNode } from '../../plan/node.ts'
import { TableStream } from '../../plan/table-stream.ts'
import { constantColumn } from '../../table/column.ts'
import { GroupKey, type KeyColumn } from '../../table/group-key.ts'
import { columnOf, pickRows, type Table } from '../../table/table.ts'
import { TableCollector } from '../../table/table-collector.ts'
import { type Bounds, clip, infinityNs, WindowGrid } from '../../time/window.ts'
import { type Location, locationOf } from '../../time/zone.ts'
import { Duration, FluxRecord, typeName } from '../../values/value.ts'
import { type BuiltinContext, builtin } from '../builtin.ts'

export interface WindowSpec {
  readonly every: Duration
  readonly period: Duration
  readonly offset: Duration
  readonly location: Location
  readonly timeColumn: string
  readonly startColumn: string
  readonly stopColumn: string
  readonly createEmpty: boolean
}

const zero = new Duration({})

/** True for `every: inf`: one window, the whole range. */
export function isInfinite({ every }: WindowSpec): boolean {
  return every.ns === infinityNs && !every.negative
}

/** Regroups rows by windows of time; a row may be in several. */
export const window = builtin(
  'window',
  [
    '<-tables',
    'every?',
    'period?',
    'offset?',
    'location?',
    'timeColumn?',
    'startColumn?',
    'stopColumn?',
    'createEmpty?',
  ],
  (args, context) => new TableStream(windowNode(windowSpec(args, context), args.stream().node, context)),
)

/** Reads and judges the arguments of `window`. */
export function windowSpec(args: Args, { runtime }: BuiltinContext): WindowSpec {
  const every = args.duration('every', zero)
  const period = args.duration('period', zero)
  const isZero = (one: Duration) => one.months === 0n && one.ns === 0n
  const location = args.optional('location') ?? runtime.option('location')
  if (location !== undefined && !(location instanceof FluxRecord)) {
    throw new FluxError(`keyword argument "location" should be of kind object, but got ${typeName(location)}`)
  }
  if (isZero(every) && isZero(period)) {
    throw new FluxError('window function requires at least one of "every" or "period" to be set and non-zero')
  }
  if (every.negative) throw new FluxError('parameter "every" must be non-negative')
  if (period.negative) throw new FluxError('parameter "period" must be non-negative')
  return {
    every: isZero(every) ? period : every,
    period: isZero(period) ? every : period,
    offset: args.duration('offset', zero),
    location: locationOf(location),
    timeColumn: args.string('timeColumn', '_time'),
    startColumn: args.string('startColumn', '_start'),
    stopColumn: args.string('stopColumn', '_stop'),
    createEmpty: args.bool('createEmpty', false),
  }
}

/** The plan node of a `window` call. */
export function windowNode(spec: WindowSpec, parent: PlanNode, { frame }: BuiltinContext): PlanNode {
  return {
    kind: 'window',
    frame,
    parents: [parent],
    spec,
    prepare() {
      gridOf(spec)
    },
    *run([tables = []]) {
      const bounds = boundsOf(this)
      if (bounds === undefined) throw new FluxError('nil bounds passed to window; use range to set the window range')
      yield* windowTables(tables, spec, bounds)
    },
  }
}

/** The grid of a spec; undefined: infinite. */
export function gridOf(spec: WindowSpec): WindowGrid | undefined {
  return isInfinite(spec) ? undefined : new WindowGrid(spec)
}

function* windowTables(tables: Iterable<Table>, spec: WindowSpec, bounds: Bounds): Iterable<Table> {
  const grid = gridOf(spec)
  const made = new TableCollector()
  for (const table of tables) for (const one of split(table, spec, { grid, bounds })) made.add(one.key, one)
  yield* made.tables('sorted')
}

function* split(
  table: Table,
  spec: WindowSpec,
  { grid, bounds }: { grid: WindowGrid | undefined; bounds: Bounds },
): Iterable<Table> {
  const times = columnOf(table, spec.timeColumn)
  if (times === undefined) throw new FluxError(`missing time column "${spec.timeColumn}"`)
  if (times.type !== 'time') throw new FluxError(`column "${spec.timeColumn}" is not of type time`)
  const windows = new Map<string, { window: Bounds; rows: number[] }>()
  const rowsOf = (window: Bounds) => {
    const id = `${window.start},${window.stop}`
    let known = windows.get(id)
    if (known === undefined) {
      known = { window, rows: [] }
      windows.set(id, known)
    }
    return known.rows
  }
  if (grid === undefined) {
    const rows = rowsOf(bounds)
    for (let row = 0; row < table.length; row++) if (times.at(row) !== null) rows.push(row)
  } else {
    if (spec.createEmpty) for (const window of grid.overlapping(bounds)) rowsOf(clip(window, bounds))
    const tiling = spec.every.months === spec.period.months && spec.every.ns === spec.period.ns
    let current: { window: Bounds; rows: number[] } | undefined
    for (let row = 0; row < table.length; row++) {
      const time = times.at(row)
      if (typeof time !== 'bigint') continue
      // Rows mostly follow each other in a window: where windows tile time, the last one is tried first.
      if (current !== undefined && time >= current.window.start && time < current.window.stop) {
        current.rows.push(row)
        continue
      }
      for (const window of grid.containing(time)) {
        const rows = rowsOf(clip(window, bounds))
        rows.push(row)
        if (tiling) current = { window, rows }
      }
    }
  }
  for (const { window, rows } of windows.values()) yield windowTable(table, rows, { window, spec })
}

function windowTable(table: Table, rows: number[], { window, spec }: { window: Bounds; spec: WindowSpec }): Table {
  const edges: KeyColumn[] = [
    { label: spec.startColumn, type: 'time', value: window.start },
    { label: spec.stopColumn, type: 'time', value: window.stop },
  ]
  const picked = pickRows(table, rows)
  const columns = [...picked.columns]
  const keyColumns: KeyColumn[] = [...table.key.columns]
  for (const edge of edges) {
    const column = constantColumn(edge, edge.value, rows.length)
    const at = columns.findIndex(({ label }) => label === edge.label)
    if (at >= 0) columns[at] = column
    else columns.push(column)
    const keyAt = keyColumns.findIndex(({ label }) => label === edge.label)
    if (keyAt >= 0) keyColumns[keyAt] = edge
    else keyColumns.push(edge)
  }
  return { key: new GroupKey(keyColumns), columns, length: rows.length }
}
