import type { Summary, ThresholdVerdict } from '../result/bench-result.ts'
import type { MetricName, Threshold } from '../workload/workload.ts'

/** What a threshold is held against. */
export interface Measured {
  readonly summary?: Summary | undefined
  /** Against the rival of the workload. */
  readonly ratio?: number | undefined
  readonly ceilingRatio?: number | undefined
  /** Why there are no figures. */
  readonly problem?: string | undefined
}

/** Under this the driver may be what was measured. */
export const leastCeilingRatio = 3

/** Figures that a driver at its limit makes worse, whatever the server does. */
const boundByDriver: ReadonlySet<MetricName> = new Set([
  'durablePointsPerSecond',
  'queriesPerSecond',
  'p50Ms',
  'p95Ms',
  'p99Ms',
  'maxMs',
  'elapsedMs',
])

/**
 * Holds a threshold against what was measured. A server is not called slow when the driver could do less than three times as much
 * against a sink: then it is an error, not a failure. What was not measured is an error too.
 */
export function judgeThreshold(threshold: Threshold, measured: Measured): ThresholdVerdict {
  const { metric, bound, value } = threshold
  if (measured.problem !== undefined) {
    return { threshold, status: 'error', found: 'no figure', reason: measured.problem }
  }
  const found = figureOf(metric, measured)
  if (found === undefined || Number.isNaN(found)) {
    return { threshold, status: 'error', found: 'no figure', reason: `${metric} was not measured` }
  }
  const text = formatFigure(metric, found)
  const met = bound === 'at least' ? found >= value : found <= value
  if (met) return { threshold, status: 'passed', found: text }
  const { ceilingRatio } = measured
  if (!boundByDriver.has(metric) || ceilingRatio === undefined || ceilingRatio >= leastCeilingRatio) {
    return { threshold, status: 'failed', found: text }
  }
  const reason = `the driver itself reaches ${ceilingRatio.toFixed(1)} times as much against a sink, less than ${leastCeilingRatio}: the server cannot be called slow`
  return { threshold, status: 'error', found: text, reason }
}

function figureOf(metric: MetricName, { summary, ratio }: Measured): number | undefined {
  if (metric === 'ratio') return ratio
  if (summary === undefined) return undefined
  if (metric === 'durablePointsPerSecond' || metric === 'queriesPerSecond') return summary.perSecond
  return summary[metric]
}

/** A figure with its unit. */
export function formatFigure(metric: MetricName, value: number): string {
  if (metric === 'ratio') return `${value.toFixed(2)}x`
  if (metric === 'success') return `${(value * 100).toFixed(2)} %`
  if (metric === 'durablePointsPerSecond') return `${formatRate(value)} points/s`
  if (metric === 'queriesPerSecond') return `${formatRate(value)} queries/s`
  return formatMs(value)
}

/** `1.25 M`, `125 k`, `125`, `1.3`. */
export function formatRate(value: number): string {
  if (value >= 999_500) return `${(value / 1e6).toFixed(2)} M`
  if (value >= 10_000) return `${(value / 1e3).toFixed(0)} k`
  return value >= 100 ? value.toFixed(0) : value.toFixed(1)
}

/** `0.42 ms`, `12.3 ms`, `1.20 s`. */
export function formatMs(ms: number): string {
  if (ms >= 1000) return `${(ms / 1000).toFixed(2)} s`
  return `${ms >= 10 ? ms.toFixed(1) : ms.toFixed(2)} ms`
}
