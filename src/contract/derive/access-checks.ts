import type { Check } from '../check.ts'
import { checkId } from '../check-id.ts'
import type { Contract, Permission } from '../model.ts'
import { positionOf } from '../position.ts'

/** Checks of tokens and of DBRP mappings. */
export function accessChecks(contract: Contract): Check[] {
  return [...contract.tokens.flatMap((token) => tokenChecks(contract, token)), ...dbrpChecks(contract)]
}

function tokenChecks(contract: Contract, { key, description, permissions }: Contract['tokens'][number]): Check[] {
  const of = (part: string) => ({
    id: checkId(contract.name, 'token', key, part),
    severity: 'failure' as const,
    position: positionOf(contract, ['tokens', key]),
    token: key,
    description,
  })
  const the = `the token ${JSON.stringify(description)}`
  return [
    { kind: 'token-present', ...of('present'), sentence: `${the} exists` },
    { kind: 'token-active', ...of('active'), sentence: `${the} is active` },
    { kind: 'token-permits', ...of('permits'), sentence: `${the} may ${rights(permissions)}`, permissions },
    { kind: 'token-confined', ...of('confined'), sentence: `${the} may do nothing else`, permissions },
  ]
}

function rights(permissions: readonly Permission[]): string {
  return permissions
    .map(
      (right) => `${right.action} ${right.resource === 'buckets' ? JSON.stringify(right.bucket.name) : right.resource}`,
    )
    .join(', ')
}

function dbrpChecks(contract: Contract): Check[] {
  return contract.dbrps.map((dbrp) => ({
    kind: 'dbrp',
    id: checkId(contract.name, 'dbrp', dbrp.key, 'mapping'),
    severity: 'failure',
    sentence: `the 1.x database ${dbrp.database} with policy ${dbrp.policy}${dbrp.default ? ' (default)' : ''} is the bucket ${JSON.stringify(dbrp.bucket.name)}`,
    position: positionOf(contract, ['dbrp', dbrp.key]),
    bucket: dbrp.bucket,
    database: dbrp.database,
    policy: dbrp.policy,
    default: dbrp.default,
  }))
}
