import type { AuthorizationRecord } from '../client/records.ts'
import type { Contract, Token } from '../contract/model.ts'
import { FluxproofError } from '../errors/index.ts'
import type { Change, Difference, ResourceOf } from './change.ts'
import { declaredLines, foundLines } from './permission-records.ts'
import type { ServerState } from './server-state.ts'

/**
 * Changes of the declared tokens, found by their description. A server cannot change the rights of a token, and a token that
 * somebody switched off stays off: both are drift.
 * @throws FluxproofError when the authorizations are hidden from the token in use.
 */
export function planTokens(contract: Contract, state: ServerState): Change<ResourceOf<'token'>>[] {
  if (state.authorizationsHidden) throw hidden()
  return contract.tokens.map((declared) => {
    const resource = { kind: 'token', name: declared.description, declared } as const
    const found = state.authorizations.filter((one) => one.description === declared.description)
    const [only] = found
    if (only === undefined) return { action: 'create', resource }
    if (found.length > 1) {
      return {
        action: 'drift',
        resource,
        differences: [{ property: 'number', expected: '1 token of that description', found: String(found.length) }],
        reason: 'which of them is meant cannot be told',
        next: 'Delete the others, or give them another description',
      }
    }
    const differences = differencesOf(declared, only, state)
    if (differences.length === 0) return { action: 'nothing', resource }
    const inactive = differences.some(({ property }) => property === 'status')
    return {
      action: 'drift',
      resource,
      differences,
      reason: inactive ? 'somebody switched it off' : 'a server cannot change the rights of a token',
      next: inactive
        ? 'Switch it on again, or delete it and apply again'
        : 'Delete it and apply again: its users then need the new one',
    }
  })
}

/** Creating what is only hidden would make a token of that description once more at every apply. */
function hidden(): FluxproofError {
  return new FluxproofError({
    operation: 'plan the tokens',
    expected: 'a token that may read the authorizations of the organization',
    found: 'one that sees none, not even its own',
    next: 'Use a token with read:authorizations and read:users, or an operator token',
  })
}

function differencesOf(declared: Token, found: AuthorizationRecord, state: ServerState): Difference[] {
  const differences: Difference[] = []
  if (found.status !== 'active') differences.push({ property: 'status', expected: 'active', found: found.status })
  const expected = declaredLines(declared.permissions)
  const held = foundLines(found.permissions, {
    orgId: state.orgId ?? '',
    bucketNames: new Map(state.buckets.map(({ id, name }) => [id, name])),
  })
  const missing = [...expected].filter((line) => !held.has(line))
  const extra = [...held].filter((line) => !expected.has(line))
  if (missing.length > 0) differences.push({ property: 'rights', expected: missing.join(', '), found: 'not granted' })
  if (extra.length > 0) differences.push({ property: 'rights', expected: 'not granted', found: extra.join(', ') })
  return differences
}
