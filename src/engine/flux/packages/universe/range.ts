import { FluxError } from '../../language/flux-error.ts'
import { type Column, constantColumn } from '../../table/column.ts'
import { GroupKey } from '../../table/group-key.ts'
import { columnOf, pickRows, type Table } from '../../table/table.ts'
import { approximateNs } from '../../values/duration-math.ts'
import { Duration, Time, typeName, type Value } from '../../values/value.ts'
import { transformation } from '../transformation.ts'

export interface RangeSpec {
  /** Nanoseconds, inclusive. */
  readonly start: bigint
  /** Nanoseconds, exclusive. */
  readonly stop: bigint
  readonly timeColumn: string
  readonly startColumn: string
  readonly stopColumn: string
}

/** Rows of a time range; adds the bounds as `_start` and `_stop` to the key. */
export const range = transformation<RangeSpec>(
  'range',
  ['start', 'stop?', 'timeColumn?', 'startColumn?', 'stopColumn?'],
  {
    options(args, { runtime }) {
      const now = runtime.nowNs()
      return {
        start: absoluteTime(args.value('start'), now),
        stop: args.has('stop') ? absoluteTime(args.value('stop'), now) : now,
        timeColumn: args.string('timeColumn', '_time'),
        startColumn: args.string('startColumn', '_start'),
        stopColumn: args.string('stopColumn', '_stop'),
      }
    },
    table: (table, spec) => cutToRange(table, spec),
  },
)

/** A bound: a time, a duration from now (a month being 30.4375 days), or an int of seconds. */
export function absoluteTime(value: Value, now: bigint): bigint {
  if (value instanceof Time) return value.ns
  if (value instanceof Duration) return now + approximateNs(value)
  if (typeof value === 'bigint') return value * 1_000_000_000n
  throw new FluxError(`value is not a time, got ${typeName(value)}`)
}

function cutToRange(table: Table, { start, stop, timeColumn, startColumn, stopColumn }: RangeSpec): Table {
  const times = columnOf(table, timeColumn)
  if (times === undefined) throw new FluxError(`range error: supplied time column ${timeColumn} doesn't exist`)
  if (times.type !== 'time') {
    throw new FluxError(`range error: provided column ${timeColumn} is not of type time`)
  }
  const rows: number[] = []
  for (let row = 0; row < table.length; row++) {
    const time = times.at(row)
    if (typeof time === 'bigint' && time >= start && time < stop) rows.push(row)
  }
  const cut = pickRows(table, rows)
  const bounds = [
    { label: startColumn, type: 'time' as const, value: start },
    { label: stopColumn, type: 'time' as const, value: stop },
  ]
  const key = new GroupKey([
    ...table.key.columns.filter(({ label }) => label !== startColumn && label !== stopColumn),
    ...bounds,
  ])
  const columns: Column[] = [...cut.columns]
  const added: Column[] = []
  for (const bound of bounds) {
    const made = constantColumn(bound, bound.value, rows.length)
    const at = columns.findIndex(({ label }) => label === bound.label)
    if (at >= 0) columns[at] = made
    else added.push(made)
  }
  columns.unshift(...added)
  return { key, columns, length: rows.length }
}
