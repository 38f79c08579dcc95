import { FluxError } from '../../language/flux-error.ts'
import { type Cell, Column } from '../../table/column.ts'
import { columnOf, pickRows, type Table } from '../../table/table.ts'
import { approximateNs } from '../../values/duration-math.ts'
import { Duration } from '../../values/value.ts'
import { transformation } from '../transformation.ts'

interface DerivativeSpec {
  /** Nanoseconds. */
  readonly unit: number
  readonly nonNegative: boolean
  readonly initialZero: boolean
  readonly columns: readonly string[]
  readonly timeColumn: string
}

/** The rate of change from row to row; the first row is left out, and later ones of a time seen before. */
export const derivative = transformation<DerivativeSpec>(
  'derivative',
  ['unit?', 'nonNegative?', 'columns?', 'timeColumn?', 'initialZero?'],
  {
    streaming: true,
    options: (args) => ({
      unit: Number(approximateNs(args.duration('unit', new Duration({ ns: 1_000_000_000n })))),
      nonNegative: args.bool('nonNegative', false),
      initialZero: args.bool('initialZero', false),
      columns: args.strings('columns', ['_value']),
      timeColumn: args.string('timeColumn', '_time'),
    }),
    table: (table, spec) => derivativeTable(table, spec),
  },
)

function derivativeTable(table: Table, spec: DerivativeSpec): Table {
  const times = columnOf(table, spec.timeColumn)
  if (times === undefined) throw new FluxError(`no column "${spec.timeColumn}" exists`)
  const derived = new Map<string, Cell[]>()
  for (const label of spec.columns) {
    const column = columnOf(table, label)
    if (column === undefined) continue
    if (!['float', 'int', 'uint'].includes(column.type)) {
      throw new FluxError(`unsupported derivative column type ${label}:${column.type}`)
    }
    derived.set(label, [])
  }
  const rows = distinctTimes(times)
  for (const [label, cells] of derived) {
    const column = columnOf(table, label)
    if (column !== undefined) cells.push(...rates(column, { times, rows, spec }))
  }
  const kept = pickRows(table, rows.slice(1))
  const columns = kept.columns.map((column) => {
    const cells = derived.get(column.label)
    return cells === undefined ? column : new Column(column.label, 'float', cells.slice(1))
  })
  return { key: table.key, columns, length: kept.length }
}

/** Rows of ascending time, the first of each. */
function distinctTimes(times: Column): number[] {
  const rows: number[] = []
  let previous: bigint | undefined
  for (let row = 0; row < times.length; row++) {
    const time = times.at(row)
    if (typeof time !== 'bigint') throw new FluxError('derivative found null time in time column')
    if (previous !== undefined && time < previous) {
      throw new FluxError('derivative found out-of-order times in time column')
    }
    if (time !== previous) rows.push(row)
    previous = time
  }
  return rows
}

function rates(
  column: Column,
  { times, rows, spec }: { times: Column; rows: readonly number[]; spec: DerivativeSpec },
): Cell[] {
  let previous: { value: number | bigint; time: bigint } | undefined
  return rows.map((row) => {
    const value = column.at(row)
    const time = times.at(row)
    if ((typeof value !== 'number' && typeof value !== 'bigint') || typeof time !== 'bigint') return null
    const before = previous
    previous = { value, time }
    if (before === undefined) return null
    if (spec.nonNegative && value < before.value) return spec.initialZero ? 0 : null
    const elapsed = Number(time - before.time) / spec.unit
    const change =
      typeof value === 'bigint' && typeof before.value === 'bigint'
        ? Number(value - before.value)
        : Number(value) - Number(before.value)
    return change / elapsed
  })
}
