import type { DriverName } from '../drive/driver.ts'
import type { WriteWorkload } from '../workload/workload.ts'

/**
 * Who writes a workload, side by side; thresholds speak of the first. Only prepared bodies can be due at a rate; autocannon does not
 * send a refused request again, so that it has no part where the server refuses some.
 */
export function contendersOf({ arrival, refusedPercent = 0 }: WriteWorkload): readonly DriverName[] {
  if (arrival.kind === 'open') return ['plain-http']
  if (refusedPercent > 0) return ['writer', 'plain-http', 'official-client']
  return ['writer', 'plain-http', 'official-client', 'autocannon']
}
