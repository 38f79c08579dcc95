import { FluxError } from '../../language/flux-error.ts'
import { type Cell, Column } from '../../table/column.ts'
import { GroupKey } from '../../table/group-key.ts'
import { columnOf, pickRows, sliceRows, type Table } from '../../table/table.ts'
import { TableCollector } from '../../table/table-collector.ts'
import { type Location, locationOf, toLocal } from '../../time/zone.ts'
import { addDuration, approximateNs } from '../../values/duration-math.ts'
import { floorDiv } from '../../values/time-text.ts'
import { Duration } from '../../values/value.ts'
import { transformation } from '../transformation.ts'

interface HourSpec {
  readonly start: number
  readonly stop: number
  readonly location: Location
  readonly timeColumn: string
}

const hourNs = 3_600_000_000_000n

/** Rows whose hour of the day lies between two hours, both included, past midnight where start is greater. */
export const hourSelection = transformation<HourSpec>('hourSelection', ['start', 'stop', 'location?', 'timeColumn?'], {
  options: (args, { runtime }) => ({
    start: Number(args.int('start')),
    stop: Number(args.int('stop')),
    location: locationOf(args.optional('location') ?? runtime.option('location')),
    timeColumn: args.string('timeColumn', '_time'),
  }),
  table(table, { start, stop, location, timeColumn }) {
    if (start < 0 || start > 23) throw new FluxError('start must be between 0 and 23')
    if (stop < 0 || stop > 23) throw new FluxError('stop must be between 0 and 23')
    const times = columnOf(table, timeColumn)
    if (times === undefined) throw new FluxError(`invalid time column: ${timeColumn}`)
    const rows: number[] = []
    for (let row = 0; row < table.length; row++) {
      const time = times.at(row)
      if (typeof time !== 'bigint') continue
      const hours = floorDiv(toLocal(time, location), hourNs)
      const hour = Number(hours - floorDiv(hours, 24n) * 24n)
      const inside = start <= stop ? hour >= start && hour <= stop : hour >= start || hour <= stop
      if (inside) rows.push(row)
    }
    return pickRows(table, rows)
  },
})

/**
 * Time since the row before, in whole units; the first row is left out. A real server takes the times as floats, 256 ns
 * apart in this century.
 */
export const elapsed = transformation('elapsed', ['unit?', 'timeColumn?', 'columnName?'], {
  options: (args) => ({
    unit: Number(approximateNs(args.duration('unit', new Duration({ ns: 1_000_000_000n })))),
    timeColumn: args.string('timeColumn', '_time'),
    columnName: args.string('columnName', 'elapsed'),
  }),
  table(table, { unit, timeColumn, columnName }) {
    const times = columnOf(table, timeColumn)
    if (times === undefined) throw new FluxError(`column "${timeColumn}" does not exist`)
    if (times.type !== 'time') throw new FluxError(`column "${timeColumn}" is not of type time`)
    const cells: Cell[] = []
    for (let row = 1; row < table.length; row++) {
      const now = times.at(row)
      const before = times.at(row - 1)
      const known = typeof now === 'bigint' && typeof before === 'bigint'
      cells.push(known ? BigInt(Math.trunc((Number(now) - Number(before)) / unit)) : null)
    }
    const kept = sliceRows(table, 1, table.length)
    return { ...kept, columns: [...kept.columns, new Column(columnName, 'int', cells)] }
  },
})

export interface TimeShiftSpec {
  readonly duration: Duration
  readonly columns: readonly string[]
}

/** Moves times by a duration, key columns and the bounds of later windows among them. */
export const timeShift = transformation<TimeShiftSpec>('timeShift', ['duration', 'columns?'], {
  options: (args) => ({
    duration: args.duration('duration'),
    columns: args.strings('columns', ['_start', '_stop', '_time']),
  }),
  *stream(tables, { duration, columns }) {
    const collector = new TableCollector()
    for (const table of tables) {
      const shifted = shift(table, duration, columns)
      collector.add(shifted.key, shifted)
    }
    yield* collector.tables('seen')
  },
})

function shift(table: Table, duration: Duration, labels: readonly string[]): Table {
  const move = (cell: Cell): Cell => (typeof cell === 'bigint' ? addDuration(cell, duration) : cell)
  const moves = (label: string, type: string) => labels.includes(label) && type === 'time'
  const columns = table.columns.map((column) => {
    if (!moves(column.label, column.type)) return column
    if (column.constant !== undefined) {
      return new Column(column.label, 'time', { constant: move(column.constant), length: column.length })
    }
    return new Column(
      column.label,
      'time',
      Array.from({ length: column.length }, (_, row) => move(column.at(row))),
    )
  })
  const key = new GroupKey(
    table.key.columns.map((one) => (moves(one.label, one.type) ? { ...one, value: move(one.value) } : one)),
  )
  return { key, columns, length: table.length }
}

/** Every n-th row, from a position, -1 being a random one. */
export const sample = transformation('sample', ['n', 'pos?', 'column?'], {
  options(args) {
    const n = Number(args.int('n'))
    const pos = Number(args.int('pos', -1n))
    if (n <= 0) throw new FluxError(`n must be a positive integer, but was ${n}`)
    if (pos >= n) throw new FluxError(`pos must be less than n, but ${pos} >= ${n}`)
    return { n, pos, column: args.string('column', '_value') }
  },
  table(table, { n, pos, column }) {
    if (columnOf(table, column) === undefined) throw new FluxError(`no column "${column}" exists`)
    const first = pos < 0 ? Math.floor(Math.random() * n) : pos
    const rows: number[] = []
    for (let row = first; row < table.length; row += n) rows.push(row)
    return pickRows(table, rows)
  },
})
