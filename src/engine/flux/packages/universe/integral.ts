import { FluxError } from '../../language/flux-error.ts'
import { Column } from '../../table/column.ts'
import { columnOf, keyColumns, type Table } from '../../table/table.ts'
import { approximateNs } from '../../values/duration-math.ts'
import { Duration } from '../../values/value.ts'
import { transformation } from '../transformation.ts'

interface IntegralSpec {
  /** Nanoseconds. */
  readonly unit: number
  readonly timeColumn: string
  readonly column: string
  readonly linear: boolean
}

/** The area under the curve per unit of time; `interpolate: "linear"` extends it to the table's bounds. */
export const integral = transformation<IntegralSpec>('integral', ['unit?', 'timeColumn?', 'column?', 'interpolate?'], {
  options: (args) => ({
    unit: Number(approximateNs(args.duration('unit', new Duration({ ns: 1_000_000_000n })))),
    timeColumn: args.string('timeColumn', '_time'),
    column: args.string('column', '_value'),
    linear: args.string('interpolate', '') === 'linear',
  }),
  table: (table, spec) => integralTable(table, spec),
})

interface Sample {
  readonly time: bigint
  readonly value: number
}

function integralTable(table: Table, spec: IntegralSpec): Table {
  const start = boundOf(table, '_start')
  const stop = boundOf(table, '_stop')
  const times = columnOf(table, spec.timeColumn)
  if (times === undefined) throw new FluxError(`no column "${spec.timeColumn}" exists`)
  const column = columnOf(table, spec.column)
  if (column === undefined) throw new FluxError(`no column "${spec.column}" exists`)
  if (column.type !== 'float' && column.type !== 'int' && column.type !== 'uint') {
    throw new FluxError(`cannot perform integral over ${column.type}`)
  }
  const samples: Sample[] = []
  for (let row = 0; row < table.length; row++) {
    const time = times.at(row)
    const cell = column.at(row)
    if (typeof time === 'bigint' && cell !== null) samples.push({ time, value: Number(cell) })
  }
  const area = areaOf(spec.linear ? extended(samples, start, stop) : samples, spec.unit)
  const value = samples.length === 0 ? null : area
  return {
    key: table.key,
    columns: [...keyColumns(table.key, 1), new Column(spec.column, 'float', [value])],
    length: 1,
  }
}

function boundOf(table: Table, label: '_start' | '_stop'): bigint {
  const value = table.key.get(label)?.value
  if (typeof value !== 'bigint') {
    throw new FluxError(`integral function needs ${label} column to be part of group key`)
  }
  return value
}

function areaOf(samples: readonly Sample[], unit: number): number {
  let sum = 0
  let previous: Sample | undefined
  for (const sample of samples) {
    if (previous !== undefined) {
      sum += (0.5 * (sample.value + previous.value) * Number(sample.time - previous.time)) / unit
    }
    previous = sample
  }
  return sum
}

/** Continues the first and last slope to the bounds. */
function extended(samples: readonly Sample[], start: bigint, stop: bigint): readonly Sample[] {
  const [first, second] = samples
  const last = samples.at(-1)
  const beforeLast = samples.at(-2)
  if (first === undefined || last === undefined) return samples
  const at = (time: bigint, a: Sample | undefined, b: Sample | undefined): Sample => {
    if (a === undefined || b === undefined || a.time === b.time) return { time, value: first.value }
    const slope = (b.value - a.value) / Number(b.time - a.time)
    return { time, value: slope * Number(time - a.time) + a.value }
  }
  return [
    ...(first.time > start ? [at(start, first, second)] : []),
    ...samples,
    ...(last.time < stop ? [at(stop, beforeLast ?? last, beforeLast === undefined ? undefined : last)] : []),
  ]
}
