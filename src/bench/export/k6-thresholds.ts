import type { MetricName, Threshold, WriteWorkload } from '../workload/workload.ts'

/** Thresholds as k6 takes them, by metric. */
export interface K6Thresholds {
  readonly thresholds: Readonly<Record<string, readonly string[]>>
  /** Those that k6 has no measure for, with the reason. */
  readonly untranslated: readonly (readonly [threshold: Threshold, reason: string])[]
}

/** The k6 metric and the part of it that measures the same. */
const measures: Partial<Record<MetricName, readonly [metric: string, part: string]>> = {
  // Acknowledged: that they are durable is shown by the verification.
  durablePointsPerSecond: ['points_acknowledged', 'rate'],
  p50Ms: ['http_req_duration', 'med'],
  p95Ms: ['http_req_duration', 'p(95)'],
  p99Ms: ['http_req_duration', 'p(99)'],
  maxMs: ['http_req_duration', 'max'],
  success: ['checks', 'rate'],
}

const reasons: Partial<Record<MetricName, string>> = {
  elapsedMs: 'k6 holds no threshold against the length of a run; read it from the summary',
  ratio: 'a rival runs in `fluxproof bench run` only',
}

/** The thresholds of a workload in k6's words. In an open model a batch that was not sent when it was due breaks the run too. */
export function k6Thresholds({ thresholds, arrival }: Pick<WriteWorkload, 'thresholds' | 'arrival'>): K6Thresholds {
  const translated: Record<string, string[]> = {}
  const untranslated: (readonly [Threshold, string])[] = []
  for (const threshold of thresholds) {
    const measure = measures[threshold.metric]
    if (measure === undefined) {
      untranslated.push([threshold, reasons[threshold.metric] ?? 'k6 does not measure it'])
      continue
    }
    const [metric, part] = measure
    const comparison = threshold.bound === 'at least' ? '>=' : '<='
    translated[metric] = [...(translated[metric] ?? []), `${part}${comparison}${threshold.value}`]
  }
  if (arrival.kind === 'open') translated.dropped_iterations = ['count==0']
  return { thresholds: translated, untranslated }
}
