import type { InfluxClient } from '../../client/influx-client.ts'
import { latencyKey } from '../needs.ts'
import type { Observation } from '../observation.ts'
import type { ObservationPlan } from '../plan.ts'
import type { Reading } from '../reading.ts'
import { type DataContext, reachable } from './context.ts'
import { readFirstRound } from './first-round.ts'
import { readLatency } from './latency.ts'
import { readSecondRound } from './second-round.ts'

export type DataReadings = Pick<
  Observation,
  'profiles' | 'fieldTypes' | 'ranges' | 'points' | 'gaps' | 'overdue' | 'volumes' | 'latencies' | 'refusedWrites'
>

/** Everything that is read from points, in a handful of requests. Buckets that the token cannot read are not asked for. */
export async function readData(
  client: InfluxClient,
  plan: ObservationPlan,
  context: DataContext,
): Promise<DataReadings> {
  const first = await readFirstRound(client, plan, context)
  const second = await readSecondRound(client, plan, { context, first })
  const latencies = new Map<string, Reading<number>>()
  for (const need of reachable(plan.latencies, context)) {
    latencies.set(latencyKey(need), await readLatency(client, need, context))
  }
  return { ...first, ...second, latencies }
}
