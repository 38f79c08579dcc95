import { FluxError } from '../../../language/flux-error.ts'
import { type Cell, Column } from '../../../table/column.ts'
import { columnOf } from '../../../table/table.ts'
import { approximateNs } from '../../../values/duration-math.ts'
import { Duration, Time } from '../../../values/value.ts'
import type { Package } from '../../builtin.ts'
import { transformation } from '../../transformation.ts'

/** How long each row lasts: until the next, the last until `stop` or the end of its range. */
const duration = transformation('duration', ['unit?', 'timeColumn?', 'columnName?', 'stopColumn?', 'stop?'], {
  options(args) {
    const stop = args.optional('stop')
    return {
      unit: Number(approximateNs(args.duration('unit', new Duration({ ns: 1_000_000_000n })))),
      timeColumn: args.string('timeColumn', '_time'),
      columnName: args.string('columnName', 'duration'),
      stopColumn: args.string('stopColumn', '_stop'),
      stop: stop instanceof Time ? stop.ns : undefined,
    }
  },
  table(table, { unit, timeColumn, columnName, stopColumn, stop }) {
    const times = columnOf(table, timeColumn)
    if (times === undefined) throw new FluxError(`column "${timeColumn}" does not exist`)
    const stops = columnOf(table, stopColumn)
    if (stop === undefined && stops === undefined) throw new FluxError(`column "${stopColumn}" does not exist`)
    if (stop === undefined && stops?.type !== 'time') {
      throw new FluxError(`stop column "${stopColumn}" must be of type time, got ${stops?.type}`)
    }
    const cells = Array.from({ length: table.length }, (_, row): Cell => {
      const start = times.at(row)
      const end = row + 1 < table.length ? times.at(row + 1) : (stop ?? stops?.at(row) ?? null)
      if (typeof start !== 'bigint' || typeof end !== 'bigint') return null
      return BigInt(Math.trunc(Number(end - start) / unit))
    })
    return { ...table, columns: [...table.columns, new Column(columnName, 'int', cells)] }
  },
})

/** Import path `contrib/tomhollingworth/events`. */
export const events: Package = { duration }
