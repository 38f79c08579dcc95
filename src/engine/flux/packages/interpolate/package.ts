import { FluxError } from '../../language/flux-error.ts'
import { type Cell, Column } from '../../table/column.ts'
import { columnOf, keyColumns, type Table } from '../../table/table.ts'
import { WindowGrid } from '../../time/window.ts'
import { utc } from '../../time/zone.ts'
import { addDuration } from '../../values/duration-math.ts'
import { Duration } from '../../values/value.ts'
import type { Package } from '../builtin.ts'
import { transformation } from '../transformation.ts'

/** Adds rows at whole intervals between others, on the straight line from one to the next. */
const linear = transformation('linear', ['every'], {
  options: (args) => ({ every: args.duration('every') }),
  table: (table, { every }) => interpolated(table, every),
})

function interpolated(table: Table, every: Duration): Table {
  const foreign = table.columns.find(({ label }) => label !== '_time' && label !== '_value' && !table.key.has(label))
  if (foreign !== undefined) {
    throw new FluxError(`interpolate.linear requires column "${foreign.label}" to be in group key`)
  }
  const times = columnOf(table, '_time')
  const values = columnOf(table, '_value')
  if (times === undefined) throw new FluxError('_time column does not exist')
  if (values === undefined) throw new FluxError('_value column does not exist')
  if (values.type !== 'float') throw new FluxError(`cannot interpolate ${values.type} values; expected float values`)
  const grid = new WindowGrid({ every, period: every, offset: new Duration({}), location: utc })
  const made: { time: Cell[]; value: Cell[] } = { time: [], value: [] }
  const push = (time: bigint, value: number) => {
    made.time.push(time)
    made.value.push(value)
  }
  let before: { time: bigint; value: number } | undefined
  for (let row = 0; row < table.length; row++) {
    const time = times.at(row)
    const value = values.at(row)
    if (typeof time !== 'bigint') throw new FluxError('null _time found during linear interpolation')
    if (typeof value !== 'number') throw new FluxError('null _value found during linear interpolation')
    if (before !== undefined) {
      const slope = (value - before.value) / Number(time - before.time)
      for (let at = grid.latest(before.time).stop; at < time; at = addDuration(at, every)) {
        push(at, before.value + slope * Number(at - before.time))
      }
    }
    push(time, value)
    before = { time, value }
  }
  const length = made.time.length
  const keyed = new Map(keyColumns(table.key, length).map((column) => [column.label, column]))
  const columns = table.columns.flatMap(({ label }) => {
    if (label === '_time') return [new Column(label, 'time', made.time)]
    if (label === '_value') return [new Column(label, 'float', made.value)]
    return [keyed.get(label) ?? []].flat()
  })
  return { key: table.key, columns, length }
}

/** Import path `interpolate`. */
export const interpolate: Package = { linear }
