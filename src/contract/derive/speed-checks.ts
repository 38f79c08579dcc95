import type { Check } from '../check.ts'
import { checkId } from '../check-id.ts'
import { formatDuration } from '../duration.ts'
import type { Contract } from '../model.ts'
import { positionOf } from '../position.ts'

/** Checks of query latency and write throughput. */
export function speedChecks(contract: Contract): Check[] {
  return [...latencyChecks(contract), ...throughputChecks(contract)]
}

function latencyChecks({ latency, ...contract }: Contract): Check[] {
  if (latency === undefined) return []
  const { bucket, measurement, range } = latency
  const of = (part: string, property: string) => ({
    id: checkId(contract.name, 'latency', part),
    position: positionOf(contract, ['latency', 'query', property]),
    bucket,
    range,
    ...(measurement === undefined ? {} : { measurement }),
  })
  const asked = measurement === undefined ? `the bucket ${JSON.stringify(bucket.name)}` : measurement
  const sentence = (within: bigint) => `the newest values of ${asked} are found within ${formatDuration(within)}`
  const checks: Check[] = []
  if (latency.fail !== undefined) {
    const within = latency.fail
    checks.push({
      kind: 'query-latency',
      ...of('query', 'fail'),
      severity: 'failure',
      sentence: sentence(within),
      within,
    })
  }
  if (latency.warn !== undefined) {
    const within = latency.warn
    checks.push({
      kind: 'query-latency',
      ...of('query-warning', 'warn'),
      severity: 'warning',
      sentence: sentence(within),
      within,
    })
  }
  return checks
}

function throughputChecks({ throughput, ...contract }: Contract): Check[] {
  if (throughput === undefined) return []
  const { events, within, success, bucket } = throughput
  return [
    {
      kind: 'throughput',
      id: checkId(contract.name, 'throughput'),
      severity: 'failure',
      sentence: `of ${events} points at least ${Math.round(success * 1000) / 10}% are stored and read back within ${formatDuration(within)}`,
      position: positionOf(contract, ['throughput']),
      bucket,
      events,
      within,
      success,
    },
  ]
}
