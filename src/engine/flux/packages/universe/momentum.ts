import { FluxError } from '../../language/flux-error.ts'
import { type Cell, Column } from '../../table/column.ts'
import { columnOf, sliceRows, type Table } from '../../table/table.ts'
import { goPow } from '../../values/go-pow.ts'
import type { Builtin } from '../builtin.ts'
import { transformation } from '../transformation.ts'

interface MomentumSpec {
  readonly n: number
  readonly columns: readonly string[]
}

/** A step that turns numbers into floats and leaves out the first `n` rows. */
function momentum(
  name: string,
  parameters: readonly string[],
  compute: (values: readonly number[], n: number) => Cell[],
): Builtin {
  return transformation<MomentumSpec>(name, ['n', ...parameters], {
    options(args) {
      const n = args.int('n')
      if (n <= 0n) throw new FluxError(`cannot take ${name} with a period of ${n} (must be greater than 0)`)
      const columns = args.has('column') ? [args.string('column')] : args.strings('columns', ['_value'])
      return { n: Number(n), columns }
    },
    table: (table, spec) => momentumTable(table, spec, { name, compute }),
  })
}

function momentumTable(
  table: Table,
  { n, columns: labels }: MomentumSpec,
  { name, compute }: { name: string; compute: (values: readonly number[], n: number) => Cell[] },
): Table {
  for (const label of labels) {
    const type = columnOf(table, label)?.type
    if (type !== undefined && !['float', 'int', 'uint'].includes(type)) {
      throw new FluxError(`cannot take ${name} of column ${label} (type ${type})`)
    }
  }
  const kept = sliceRows(table, n, table.length)
  const columns = kept.columns.map((column) => {
    if (!labels.includes(column.label)) return column
    const source = columnOf(table, column.label)
    const values = Array.from({ length: table.length }, (_, row) => Number(source?.at(row) ?? 0))
    return new Column(column.label, 'float', compute(values, n))
  })
  return { key: table.key, columns, length: kept.length }
}

/** Sums of rises and falls of the last rows. */
interface Swing {
  up: number
  down: number
}

/** Momentum with the next change; then the change that leaves the period is taken out. */
function oscillate(swing: Swing, change: number, leaving: number): number {
  if (change > 0) swing.up += change
  else if (change < 0) swing.down -= change
  const value = (100 * (swing.up - swing.down)) / (swing.up + swing.down)
  if (leaving > 0) swing.up -= leaving
  else swing.down += leaving
  return value
}

/** Rises less falls of the last `n` changes, as a part of both, in percent. */
export const chandeMomentumOscillator = momentum('chandeMomentumOscillator', ['columns?'], (values, n) => {
  const swing = { up: 0, down: 0 }
  const answers: Cell[] = []
  for (const [i, value] of values.entries()) {
    const change = value - (values[i - 1] ?? value)
    const leaving = i >= n ? (values[i - n + 1] ?? 0) - (values[i - n] ?? 0) : 0
    const answer = oscillate(swing, change, leaving)
    if (i >= n) answers.push(answer)
  }
  return answers
})

/** Smoothing of a mean over 30 rows, and how far that over 2 rows is above it: 2/31, and 2/3 - 2/31. */
const slowest = 2 / 31
const span = 56 / 93

/** Kaufman's adaptive mean: follows fast where there is a trend, slowly where there is none. */
export const kaufmansAMA = momentum('kaufmansAMA', ['column?'], (values, n) => {
  const swing = { up: 0, down: 0 }
  const changes = new Array<number>(n).fill(0)
  const answers: Cell[] = []
  let mean = 0
  for (const [i, value] of values.entries()) {
    const previous = values[i - 1] ?? value
    const change = value - previous
    const momentumNow = oscillate(swing, change, i >= n ? (changes[(i + 1) % n] ?? 0) : 0)
    if (i >= n) {
      if (i === n) mean = previous
      const smoothing = goPow((Math.abs(momentumNow) / 100) * span + slowest, 2)
      mean += smoothing * (value - mean)
      answers.push(mean)
    }
    changes[i % n] = change
  }
  return answers
})

/** The mean rise against the mean fall, smoothed, from 0 to 100; the first row counts as a rise from nothing. */
export const relativeStrengthIndex = momentum('relativeStrengthIndex', ['columns?'], (values, n) => {
  const up = smoothed(n)
  const down = smoothed(n)
  const answers: Cell[] = []
  let last = 0
  for (const [i, value] of values.entries()) {
    const rise = up(Math.max(0, value - last))
    const fall = down(Math.max(0, last - value))
    last = value
    if (i >= n) answers.push(100 - 100 / (1 + rise / fall))
  }
  return answers
})

/** A mean begun with the plain mean of `n` values and then moved by an n-th. */
function smoothed(n: number): (value: number) => number {
  const weight = 1 / n
  let count = 0
  let sum = 0
  let mean = 0
  return (value) => {
    count += 1
    if (count <= n) {
      sum += value
      mean = sum / count
    } else {
      mean = value * weight + mean * (1 - weight)
    }
    return mean
  }
}
