import { median } from 'simple-statistics'
import type { Decay } from '../result/bench-result.ts'

/** Fewer whole slices tell nothing of a change. */
const leastSlices = 6
/** On each side of a knee. */
const leastBeside = 3
/** More are joined to wider ones: all pairs are compared. */
const mostSlices = 400
const kneeShare = 0.8

/**
 * How the rate of a run changed: Theil-Sen slope (median of the slopes of all pairs, which one pause of a collector does not move),
 * and the knee.
 * @param slices points in each slice since the start. The last, in which the run ended, is left out.
 * @param sliceMs their length.
 * @returns undefined where fewer than six whole slices were seen, or most of them hold nothing.
 */
export function measureDecay(slices: readonly number[], sliceMs: number): Decay | undefined {
  const { rates, stepMs } = widen(slices.slice(0, -1), sliceMs)
  if (rates.length < leastSlices) return undefined
  const middle = median([...rates])
  if (middle <= 0) return undefined
  const perSlice = theilSen(rates)
  const percentPerMinute = ((perSlice / middle) * 100 * 60_000) / stepMs
  const knee = kneeOf(rates)
  return { percentPerMinute, ...(knee !== undefined && { kneeMs: knee * stepMs }) }
}

/** Median of (y[j] - y[i]) / (j - i) over all pairs. */
function theilSen(values: readonly number[]): number {
  const slopes: number[] = []
  for (const [left, from] of values.entries()) {
    for (let right = left + 1; right < values.length; right++) {
      slopes.push(((values[right] ?? 0) - from) / (right - left))
    }
  }
  return median(slopes)
}

/** First slice from which all stayed under 80 % of the median before it. */
function kneeOf(rates: readonly number[]): number | undefined {
  let highest = Math.max(...rates.slice(-leastBeside))
  let knee: number | undefined
  for (let at = rates.length - leastBeside; at >= leastBeside; at--) {
    highest = Math.max(highest, rates[at] ?? 0)
    if (highest < kneeShare * median(rates.slice(0, at))) knee = at
  }
  return knee
}

function widen(slices: readonly number[], sliceMs: number): { rates: readonly number[]; stepMs: number } {
  const width = Math.ceil(slices.length / mostSlices)
  if (width <= 1) return { rates: slices, stepMs: sliceMs }
  const rates = Array.from({ length: Math.floor(slices.length / width) }, (_, at) =>
    slices.slice(at * width, (at + 1) * width).reduce((sum, value) => sum + value, 0),
  )
  return { rates, stepMs: sliceMs * width }
}
