import { formatFigure } from '../run/judge-threshold.ts'
import type { MetricName, Threshold } from '../workload/workload.ts'

const names: Readonly<Record<MetricName, string>> = {
  durablePointsPerSecond: 'durable points',
  queriesPerSecond: 'queries',
  p50Ms: 'p50',
  p95Ms: 'p95',
  p99Ms: 'p99',
  maxMs: 'longest',
  elapsedMs: 'whole round',
  success: 'success',
  ratio: 'ratio to rival',
}

/** `p99 at most 250.0 ms`. */
export function thresholdText({ metric, bound, value }: Threshold): string {
  return `${names[metric]} ${bound} ${formatFigure(metric, value)}`
}
