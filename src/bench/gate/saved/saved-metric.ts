import { UsageError } from '../../../errors/index.ts'
import type { Round } from '../../result/bench-result.ts'
import { decodeLatency } from '../../run/latency.ts'
import type { Workload } from '../../workload/workload.ts'
import type { GateMetric } from '../statistics/metric.ts'

/** What decides of a workload unless another metric is asked for: its rate, of starts the time. */
export function savedMetricOf({ kind }: Workload, asked?: GateMetric): GateMetric {
  if (asked === 'fastestMs') {
    throw new UsageError({
      operation: 'compare two results',
      expected: 'p50Ms, durablePointsPerSecond or queriesPerSecond',
      found: asked,
      next: 'The fastest request of a whole run is chance: name another --metric',
    })
  }
  if (asked !== undefined) return asked
  if (kind === 'query') return 'queriesPerSecond'
  return kind === 'start' ? 'p50Ms' : 'durablePointsPerSecond'
}

/** The figure of each round. */
export function savedFigures(rounds: readonly Round[], metric: GateMetric): readonly number[] {
  return rounds.map((round) =>
    metric === 'p50Ms'
      ? decodeLatency(round.latencyUs).getValueAtPercentile(50) / 1000
      : (round.acknowledged * 1000) / round.elapsedMs,
  )
}
