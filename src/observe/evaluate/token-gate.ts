import type { AuthorizationRecord } from '../../client/records.ts'
import type { Check } from '../../contract/check.ts'
import type { Verdict } from '../../contract/verdict.ts'
import type { Observation } from '../observation.ts'
import { inOrg, withValue } from './gates.ts'
import { skipped, undecided } from './verdicts.ts'

type TokenCheck = Check & { readonly description: string }

/**
 * The org's authorizations of one description. The server hides what the token may not read: a list without any authorization of the org decides nothing
 * unless the token is known to be able to read them.
 */
export function withAuthorizations(
  check: TokenCheck,
  observation: Observation,
  judge: (found: readonly AuthorizationRecord[]) => Verdict,
): Verdict {
  return inOrg(check, observation, () =>
    withValue(check, observation.authorizations, (all) => {
      const orgId = observation.org.ok ? observation.org.value.id : undefined
      const inThisOrg = all.filter((one) => orgId === undefined || one.orgID === orgId)
      const found = inThisOrg.filter((one) => one.description === check.description)
      if (found.length > 0) return judge(found)
      if (inThisOrg.length > 0 || observation.rights.may('read', 'authorizations') === 'yes') return judge(found)
      return undecided(check, {
        reason: 'the token in use sees no authorization of the org',
        next: 'Use a token that may read the authorizations and users of the org, such as an all-access token',
      })
    }),
  )
}

/** Judges tokens that exist. A missing one fails its own check, and only that one. */
export function withTokens(
  check: TokenCheck,
  observation: Observation,
  judge: (found: readonly AuthorizationRecord[]) => Verdict,
): Verdict {
  return withAuthorizations(check, observation, (found) =>
    found.length === 0
      ? skipped(check, `there is no token described as ${JSON.stringify(check.description)}`)
      : judge(found),
  )
}
