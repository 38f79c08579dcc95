import { type Cell, InfluxqlError } from './host.ts'

/** A field's value with its time. */
export interface Sample {
  readonly time: bigint
  readonly value: Cell
}

/** What a function makes of the samples of one window; `time` where it is a selector: the time of the point picked. */
export interface Picked {
  readonly value: Cell
  readonly time?: bigint
}

type WindowFunction = (samples: readonly Sample[], parameter: number | undefined) => Picked

const numbers = (samples: readonly Sample[]) =>
  samples.flatMap(({ value }) => (typeof value === 'number' || typeof value === 'bigint' ? [Number(value)] : []))

function numeric(apply: (values: number[]) => number | null): WindowFunction {
  return (samples) => {
    const values = numbers(samples)
    return { value: values.length === 0 ? null : apply(values) }
  }
}

function exact(
  samples: readonly Sample[],
  integers: (values: bigint[]) => bigint,
  floats: (values: number[]) => number,
) {
  const whole = samples.flatMap(({ value }) => (typeof value === 'bigint' ? [value] : []))
  if (whole.length > 0) return integers(whole)
  const values = numbers(samples)
  return values.length === 0 ? null : floats(values)
}

function select(better: (a: Sample, b: Sample) => boolean): WindowFunction {
  return (samples) => {
    let best: Sample | undefined
    for (const sample of samples) if (best === undefined || better(sample, best)) best = sample
    return best === undefined ? { value: null } : { value: best.value, time: best.time }
  }
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
const ascending = (values: readonly number[]) => [...values].sort((a, b) => a - b)
const below = (a: Cell, b: Cell) => a !== null && b !== null && a < b

function median(values: number[]): number {
  const sorted = ascending(values)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2
}

function deviation(values: number[]): number | null {
  if (values.length < 2) return null
  const mean = sum(values) / values.length
  return Math.sqrt(sum(values.map((value) => (value - mean) ** 2)) / (values.length - 1))
}

const percentile: WindowFunction = (samples, parameter = 50) => {
  const sorted = [...samples].sort((a, b) => (below(a.value, b.value) ? -1 : below(b.value, a.value) ? 1 : 0))
  const picked = sorted[Math.floor((sorted.length * parameter) / 100 + 0.5) - 1]
  return picked === undefined ? { value: null } : { value: picked.value, time: picked.time }
}

const mode: WindowFunction = (samples) => {
  const counts = new Map<Cell, number>()
  for (const { value } of samples) counts.set(value, (counts.get(value) ?? 0) + 1)
  let best: Cell = null
  let most = 0
  for (const [value, count] of counts) {
    if (count > most || (count === most && below(value, best))) [best, most] = [value, count]
  }
  return { value: best }
}

/** Aggregates and selectors by name. */
const windowFunctions: Readonly<Record<string, WindowFunction>> = {
  count: (samples) => ({ value: BigInt(samples.length) }),
  sum: (samples) => ({
    value: exact(samples, (values) => values.reduce((total, value) => BigInt.asIntN(64, total + value), 0n), sum),
  }),
  mean: numeric((values) => sum(values) / values.length),
  median: numeric(median),
  stddev: numeric(deviation),
  spread: (samples) => ({
    value: exact(
      samples,
      (values) => values.reduce((a, b) => (a > b ? a : b)) - values.reduce((a, b) => (a < b ? a : b)),
      (values) => Math.max(...values) - Math.min(...values),
    ),
  }),
  mode,
  percentile,
  first: select((a, b) => a.time < b.time),
  last: select((a, b) => a.time >= b.time),
  min: select((a, b) => below(a.value, b.value)),
  max: select((a, b) => below(b.value, a.value)),
}

export const selectorNames: ReadonlySet<string> = new Set(['first', 'last', 'min', 'max', 'percentile'])

/** Applies an aggregate or selector; throws InfluxqlError for a name that InfluxQL does not have. */
export function applyWindowFunction(name: string, samples: readonly Sample[], parameter: number | undefined): Picked {
  const found = windowFunctions[name]
  if (found === undefined) throw new InfluxqlError(`undefined function ${name}()`)
  return found(samples, parameter)
}

export const isWindowFunction = (name: string) => Object.hasOwn(windowFunctions, name)
