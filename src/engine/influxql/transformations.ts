import type { Sample } from './functions.ts'
import type { Cell } from './host.ts'

/** @param parameter the call's second argument: a unit in nanoseconds, or a count. */
type Transformation = (samples: readonly Sample[], parameter: bigint | undefined) => Sample[]

function pairwise(apply: (previous: Sample, next: Sample, unit: bigint) => Cell | undefined): Transformation {
  return (samples, parameter = 1_000_000_000n) => {
    const result: Sample[] = []
    for (const [index, next] of samples.entries()) {
      const previous = samples[index - 1]
      if (previous === undefined) continue
      const value = apply(previous, next, parameter)
      if (value !== undefined) result.push({ time: next.time, value })
    }
    return result
  }
}

function minus(next: Cell, previous: Cell): number | bigint {
  return typeof next === 'bigint' && typeof previous === 'bigint' ? next - previous : Number(next) - Number(previous)
}

function perUnit(previous: Sample, next: Sample, unit: bigint): number {
  const elapsed = Number(next.time - previous.time) / Number(unit)
  return elapsed === 0 ? 0 : Number(minus(next.value, previous.value)) / elapsed
}

const movingAverage: Transformation = (samples, parameter = 2n) => {
  const size = Number(parameter)
  return samples.slice(size - 1).map((last, index) => {
    const window = samples.slice(index, index + size)
    return { time: last.time, value: window.reduce((total, { value }) => total + Number(value), 0) / size }
  })
}

const cumulativeSum: Transformation = (samples) => {
  let total: number | bigint | undefined
  return samples.map(({ time, value }) => {
    const start = typeof value === 'bigint' ? 0n : 0
    const before: number | bigint = total ?? start
    total = typeof before === 'bigint' && typeof value === 'bigint' ? before + value : Number(before) + Number(value)
    return { time, value: total }
  })
}

/** Functions that turn a run of samples into another run. */
export const transformations: Readonly<Record<string, Transformation>> = {
  difference: pairwise((previous, next) => minus(next.value, previous.value)),
  non_negative_difference: pairwise((previous, next) => {
    const value = minus(next.value, previous.value)
    return value < 0 ? undefined : value
  }),
  derivative: pairwise(perUnit),
  non_negative_derivative: pairwise((previous, next, unit) => {
    const value = perUnit(previous, next, unit)
    return value < 0 ? undefined : value
  }),
  elapsed: (samples, parameter = 1n) =>
    pairwise((previous, next, unit) => (next.time - previous.time) / unit)(samples, parameter),
  cumulative_sum: cumulativeSum,
  moving_average: movingAverage,
}
