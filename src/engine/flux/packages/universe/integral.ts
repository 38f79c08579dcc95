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
  if (column === undefined) throw new FluxError(`column "${spec.column}" does not exist`)
  if (column.type !== 'float' && column.type !== 'int' && column.type !== 'uint') {
    throw new FluxError(`cannot perform integral over ${column.type}`)
  }
  if (table.key.has(spec.column)) throw new FluxError('cannot aggregate columns that are part of the group key')
  const samples = samplesOf(times, column, table.chunks ?? [table.length])
  const value = spec.linear ? extendedArea(samples, { unit: spec.unit, start, stop }) : areaOf(samples, spec.unit)
  return {
    key: table.key,
    columns: [...keyColumns(table.key, 1), new Column(spec.column, 'float', [value])],
    length: 1,
  }
}

/** Rows with a value, of those of one time the first. A real server judges the order of each chunk by itself. */
function samplesOf(times: Column, column: Column, chunks: readonly number[]): readonly Sample[] {
  const samples: Sample[] = []
  let row = 0
  for (const length of chunks) {
    let previous: bigint | undefined
    for (const end = row + length; row < end; row++) {
      const time = times.at(row)
      const cell = column.at(row)
      if (typeof time !== 'bigint') throw new FluxError('integral found null time in time column')
      if (previous !== undefined && time < previous) {
        throw new FluxError('integral found out-of-order times in time column')
      }
      if (cell !== null && time !== previous) samples.push({ time, value: Number(cell) })
      previous = time
    }
  }
  return samples
}

function boundOf(table: Table, label: '_start' | '_stop'): bigint {
  const value = table.key.get(label)?.value
  if (typeof value !== 'bigint') {
    throw new FluxError(`integral function needs ${label} column to be part of group key`)
  }
  return value
}

function areaOf(samples: readonly Sample[], unit: number, before = 0): number {
  let sum = before
  let previous: Sample | undefined
  for (const sample of samples) {
    if (previous !== undefined) {
      sum += (0.5 * (sample.value + previous.value) * Number(sample.time - previous.time)) / unit
    }
    previous = sample
  }
  return sum
}

interface Extent {
  readonly unit: number
  readonly start: bigint
  readonly stop: bigint
}

/**
 * The area with the first and the last slope continued to the bounds. Of a single sample a real server gives the
 * value times the nanoseconds between the bounds, whatever the unit.
 */
function extendedArea(samples: readonly Sample[], { unit, start, stop }: Extent): number {
  const [first, second] = samples
  const last = samples.at(-1)
  const beforeLast = samples.at(-2)
  if (first === undefined || last === undefined) return 0
  if (second === undefined || beforeLast === undefined) return first.value * Number(stop - start)
  const upTo = (time: bigint, from: Sample, slope: number): number => {
    const distance = Number(time - from.time)
    return (0.5 * (from.value + slope * distance + from.value) * Math.abs(distance)) / unit
  }
  let area = areaOf([first, second], unit)
  if (start < first.time) area += upTo(start, first, slopeOf(first, second))
  area = areaOf(samples.slice(1), unit, area)
  return area + upTo(stop, last, slopeOf(beforeLast, last))
}

function slopeOf(a: Sample, b: Sample): number {
  return (b.value - a.value) / Number(b.time - a.time)
}
