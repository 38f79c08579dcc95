import { makePointSet } from '../workload/make-point-set.ts'
import type { PointSet } from '../workload/point-set.ts'
import type { PointSetOptions } from '../workload/workload.ts'
import type { RunContext } from './run-context.ts'

/** The points of a workload, or of this run's part of it. */
export function workloadSet(options: PointSetOptions, { seed, shard }: Pick<RunContext, 'seed' | 'shard'>): PointSet {
  return makePointSet({ ...options, series: Math.min(options.series, options.points) }, { seed, shard })
}
