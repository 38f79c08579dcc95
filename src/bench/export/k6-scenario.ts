import type { WriteWorkload } from '../workload/workload.ts'

/** A scenario of k6 that sends each batch once. */
export type K6Scenario = Readonly<Record<string, string | number>> & { readonly executor: string }

/**
 * The model of a workload as a scenario. Closed: as many virtual users as connections share the batches. Open: batches begin at a
 * constant rate, with enough users for a server that answers within 2 s; one that is late is dropped and breaks a threshold.
 */
export function k6Scenario(
  { arrival, connections }: Pick<WriteWorkload, 'arrival' | 'connections'>,
  { batches }: { readonly batches: number },
): K6Scenario {
  if (arrival.kind === 'closed') {
    const vus = Math.max(1, Math.min(connections, batches))
    return { executor: 'shared-iterations', vus, iterations: batches, maxDuration: '1h' }
  }
  const { batchesPerSecond } = arrival
  // A rate is whole in k6; over a longer unit of time any is.
  const unit = Number.isInteger(batchesPerSecond) ? 1 : 1000
  const rate = Math.max(1, Math.round(batchesPerSecond * unit))
  const users = Math.max(connections, Math.ceil(batchesPerSecond * 2))
  return {
    executor: 'constant-arrival-rate',
    rate,
    timeUnit: `${unit}s`,
    // One more, for a last batch that falls on the end; iterations without a batch send nothing.
    duration: `${Math.ceil((batches * unit) / rate) + 1}s`,
    preAllocatedVUs: users,
    maxVUs: users * 2,
  }
}
