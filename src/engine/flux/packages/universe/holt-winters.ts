import { FluxError } from '../../language/flux-error.ts'
import { holtWintersForecast } from '../../stats/holt-winters.ts'
import { type Cell, Column } from '../../table/column.ts'
import { columnOf, keyColumns, type Table } from '../../table/table.ts'
import { addDuration, approximateNs } from '../../values/duration-math.ts'
import { floorDiv } from '../../values/time-text.ts'
import type { Duration } from '../../values/value.ts'
import { transformation } from '../transformation.ts'

interface HoltWintersSpec {
  readonly count: number
  readonly interval: Duration
  readonly withFit: boolean
  readonly column: string
  readonly timeColumn: string
  readonly seasonality: number
}

/** Forecasts values at an even interval, by the damped method of Holt and Winters. */
export const holtWinters = transformation<HoltWintersSpec>(
  'holtWinters',
  ['n', 'interval', 'withFit?', 'column?', 'timeColumn?', 'seasonality?'],
  {
    options: (args) => ({
      count: Number(args.int('n')),
      interval: args.duration('interval'),
      withFit: args.bool('withFit', false),
      column: args.string('column', '_value'),
      timeColumn: args.string('timeColumn', '_time'),
      seasonality: Number(args.int('seasonality', 0n)),
    }),
    table: (table, spec) => forecastTable(table, spec),
  },
)

function forecastTable(table: Table, spec: HoltWintersSpec): Table {
  const times = columnOf(table, spec.timeColumn)
  if (times === undefined) throw new FluxError(`cannot find time column ${spec.timeColumn}`)
  const column = columnOf(table, spec.column)
  if (column === undefined) throw new FluxError(`cannot find column ${spec.column}`)
  if (column.type !== 'float' && column.type !== 'int' && column.type !== 'uint') {
    throw new FluxError(`holtWinters can work only on numerical types, got ${column.type}`)
  }
  const { values, start, stop } = evenValues(times, column, spec.interval)
  const forecast = holtWintersForecast(values, spec)
  const first = spec.withFit ? start : addDuration(stop, spec.interval)
  const cells: Cell[] = []
  for (let time = first; cells.length < forecast.length; time = addDuration(time, spec.interval)) cells.push(time)
  return {
    key: table.key,
    columns: [
      ...keyColumns(table.key, cells.length),
      new Column('_time', 'time', cells),
      new Column('_value', 'float', forecast),
    ],
    length: cells.length,
  }
}

interface EvenValues {
  readonly values: readonly (number | null)[]
  /** The times of the first and of the last row that counted; 0 where there is none. */
  readonly start: bigint
  readonly stop: bigint
}

/** One value an interval: the first of several, null where an interval has none; nulls before the first are left out. */
function evenValues(times: Column, column: Column, interval: Duration): EvenValues {
  const step = approximateNs(interval)
  const values: (number | null)[] = []
  let start = 0n
  let stop = 0n
  let latest: bigint | undefined
  for (let row = 0; row < times.length; row++) {
    const time = times.at(row)
    const cell = column.at(row)
    if (typeof time !== 'bigint') continue
    const value = cell === null ? null : Number(cell)
    const rounded = roundTo(time, step)
    if (latest === undefined) {
      if (value === null) continue
      start = time
      latest = rounded
      values.push(value)
      continue
    }
    if (rounded <= latest) continue
    for (latest += step; step > 0n && latest < rounded; latest += step) values.push(null)
    values.push(value)
    stop = time
  }
  return { values, start, stop }
}

/** The nearest multiple, the later of two. */
function roundTo(time: bigint, step: bigint): bigint {
  return step <= 0n ? time : floorDiv(time + step / 2n, step) * step
}
