import type { Args } from '../../interpreter/args.ts'
import { FluxError } from '../../language/flux-error.ts'
import { Column } from '../../table/column.ts'
import { columnOf, type Table } from '../../table/table.ts'
import { approximateNs } from '../../values/duration-math.ts'
import { Duration, type FluxFunction, type Frame } from '../../values/value.ts'
import type { Builtin } from '../builtin.ts'
import { compileRowFunction, rowFunction } from '../row-function.ts'
import { transformation } from '../transformation.ts'

interface StateSpec {
  readonly fn: FluxFunction
  readonly countColumn: string
  readonly durationColumn: string
  /** Nanoseconds. */
  readonly unit: bigint
  readonly timeColumn: string
}

const second = new Duration({ ns: 1_000_000_000n })

function tracking(name: string, parameters: readonly string[], read: (args: Args) => Omit<StateSpec, 'fn'>): Builtin {
  return transformation<StateSpec>(name, ['fn', ...parameters], {
    options: (args) => ({ fn: args.func('fn'), ...read(args) }),
    table: (table, spec, { frame }) => trackTable(table, spec, frame),
  })
}

/** Counts rows in a state, and how long it has lasted; -1 outside it. Columns without a name are left out. */
export const stateTracking = tracking(
  'stateTracking',
  ['countColumn?', 'durationColumn?', 'durationUnit?', 'timeColumn?'],
  (args) => ({
    countColumn: args.string('countColumn', ''),
    durationColumn: args.string('durationColumn', ''),
    unit: approximateNs(args.duration('durationUnit', second)),
    timeColumn: args.string('timeColumn', '_time'),
  }),
)

/** How many rows the state has lasted. */
export const stateCount = tracking('stateCount', ['column?'], (args) => ({
  countColumn: args.string('column', 'stateCount'),
  durationColumn: '',
  unit: second.ns,
  timeColumn: '_time',
}))

/** How many units of time the state has lasted. */
export const stateDuration = tracking('stateDuration', ['column?', 'timeColumn?', 'unit?'], (args) => ({
  countColumn: '',
  durationColumn: args.string('column', 'stateDuration'),
  unit: approximateNs(args.duration('unit', second)),
  timeColumn: args.string('timeColumn', '_time'),
}))

function trackTable(table: Table, spec: StateSpec, frame: Frame): Table {
  compileRowFunction(spec.fn, table)
  const inState = rowFunction(spec.fn, frame)
  const times = columnOf(table, spec.timeColumn)
  if (times === undefined) throw new FluxError(`no column "${spec.timeColumn}" exists`)
  const counts: bigint[] = []
  const durations: bigint[] = []
  let count = 0n
  let since: bigint | undefined
  let latest: bigint | undefined
  for (let row = 0; row < table.length; row++) {
    const time = times.at(row)
    if (spec.durationColumn !== '') {
      if (typeof time !== 'bigint') throw new FluxError('got a null timestamp')
      if (latest !== undefined && time < latest) throw new FluxError('got an out-of-order timestamp')
      latest = time
    }
    if (inState(table, row) === true) {
      if (typeof time === 'bigint') since ??= time
      count += 1n
      counts.push(count)
      durations.push(typeof time === 'bigint' && since !== undefined ? (time - since) / spec.unit : 0n)
    } else {
      count = 0n
      since = undefined
      counts.push(-1n)
      durations.push(-1n)
    }
  }
  const columns = [...table.columns]
  if (spec.countColumn !== '') columns.push(new Column(spec.countColumn, 'int', counts))
  if (spec.durationColumn !== '') columns.push(new Column(spec.durationColumn, 'int', durations))
  return { ...table, columns }
}
