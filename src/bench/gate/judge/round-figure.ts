import { median, min, sum } from 'simple-statistics'
import type { GateMetric } from '../statistics/metric.ts'

/** Figures that a round of timed batches gives. */
export const roundMetrics = ['fastestMs', 'p50Ms', 'durablePointsPerSecond'] as const satisfies readonly GateMetric[]
export type RoundMetric = (typeof roundMetrics)[number]

/**
 * A figure of one round. The fastest batch is what the server takes when nobody disturbs it; the median and the rate tell what
 * clients saw.
 * @param timesMs of its batches, at least one. @param points read back.
 */
export function roundFigure(metric: RoundMetric, timesMs: readonly number[], points: number): number {
  const times = [...timesMs]
  if (metric === 'fastestMs') return min(times)
  if (metric === 'p50Ms') return median(times)
  return (points * 1000) / sum(times)
}
