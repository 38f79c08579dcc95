import type { Check } from '../check.ts'
import { checkId } from '../check-id.ts'
import { formatDuration } from '../duration.ts'
import type { Contract, DurationNs } from '../model.ts'
import { positionOf } from '../position.ts'

/** Checks of the server and of the organization. */
export function serverChecks(
  contract: Contract,
  { lookback, siblings }: { lookback: DurationNs; siblings: readonly Contract[] },
): Check[] {
  const { name, org, versions } = contract
  const declared = [contract, ...siblings].flatMap(({ buckets }) => buckets.map(({ key, name }) => ({ key, name })))
  const position = positionOf(contract, ['org'])
  const organization = org === undefined ? 'the organization' : `the organization ${JSON.stringify(org)}`
  const checks: Check[] = [
    {
      kind: 'readiness',
      id: checkId(name, 'server', 'ready'),
      severity: 'failure',
      sentence: 'the server takes an authenticated write and gives it back',
      position: positionOf(contract, []),
    },
    {
      kind: 'server-version',
      id: checkId(name, 'server', 'version'),
      severity: 'failure',
      sentence: `the server is InfluxDB ${versions.join(', ')}`,
      position: positionOf(contract, ['versions']),
      versions,
    },
    {
      kind: 'org',
      id: checkId(name, 'org', 'present'),
      severity: 'failure',
      sentence: `${organization} exists`,
      position,
      ...(org === undefined ? {} : { org }),
    },
    {
      kind: 'refused-writes',
      id: checkId(name, 'org', 'refused-writes'),
      severity: 'failure',
      sentence: `the server refused no write to ${organization} in the last ${formatDuration(lookback)}`,
      position,
      window: lookback,
    },
  ]
  if (![contract, ...siblings].some(({ open }) => open)) {
    checks.push({
      kind: 'undeclared-buckets',
      id: checkId(name, 'org', 'undeclared-buckets'),
      severity: 'failure',
      sentence: `${organization} has no bucket that no contract declares`,
      position: positionOf(contract, ['buckets']),
      declared,
    })
  }
  return checks
}
