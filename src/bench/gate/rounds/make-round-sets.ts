import { makePointSet } from '../../workload/make-point-set.ts'
import type { PointSet } from '../../workload/point-set.ts'
import type { PointSetOptions } from '../../workload/workload.ts'
import type { RoundPlan, RoundSets } from './round-sets.ts'

/** What the points of a comparison look like; how many there are says the plan. */
export type RoundShape = Pick<PointSetOptions, 'shape' | 'series' | 'batchPoints'>

/** 2026-06-01T00:00:00Z: the same bytes on every day. */
const firstNs = 1_780_272_000_000_000_000n

/** Makes what is written in a launch, in order of time: no round writes what another wrote. */
export function makeRoundSets(plan: RoundPlan, shape: RoundShape, { seed }: { readonly seed: number }): RoundSets {
  let startNs = firstNs
  let made = 0
  const next = (requests: number): PointSet => {
    const set = makePointSet({ ...shape, points: requests * shape.batchPoints }, { seed: seed + made, startNs })
    made += 1
    startNs = set.stopNs
    return set
  }
  return {
    warmUp: next(plan.warmUpRequests),
    rounds: Array.from({ length: plan.pairs }, () => next(plan.requests)),
  }
}
