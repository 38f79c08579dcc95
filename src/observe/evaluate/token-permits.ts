import type { CheckOf } from '../../contract/check.ts'
import type { Verdict } from '../../contract/verdict.ts'
import type { Observation } from '../observation.ts'
import { withValue } from './gates.ts'
import { holds, type ResolvedRight, resolveRights } from './permission-match.ts'
import { withTokens } from './token-gate.ts'
import { failed, passed, skipped, undecided } from './verdicts.ts'
import { listed } from './words.ts'

export function evaluateTokenPermits(check: CheckOf<'token-permits'>, observation: Observation): Verdict {
  return withTokens(check, observation, (found) =>
    withValue(check, observation.buckets, ({ readable, hidden }) => {
      const { rights, unresolved } = resolveRights(check.permissions, found[0]?.orgID ?? '', observation)
      const missing = rights.filter((right) => !found.every((one) => holds(one, right)))
      if (missing.length > 0) {
        return failed(check, {
          expected: `the right to ${listed(missing.map(describe), 10)}`,
          found: 'the token lacks it',
          next: 'Replace the token: the rights of a token cannot be changed',
        })
      }
      const unseen = unresolved.find((name) => hidden.has(name))
      if (unseen !== undefined) {
        return undecided(check, {
          reason: `the token in use may not read the bucket ${unseen}`,
          next: 'Use one that may',
        })
      }
      if (unresolved.length === 0) return passed(check)
      return skipped(check, `the bucket ${unresolved.join(', ')} does not exist`)

      function describe(right: ResolvedRight): string {
        const bucket = [...readable.values()].find((one) => one.id === right.id)?.name
        return `${right.action} ${right.type}${bucket === undefined ? '' : ` ${bucket}`}`
      }
    }),
  )
}
