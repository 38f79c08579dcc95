import type { CheckOf } from '../../contract/check.ts'
import type { Verdict } from '../../contract/verdict.ts'
import type { Observation } from '../observation.ts'
import { withValue } from './gates.ts'
import { describePermission, isWithin, resolveRights } from './permission-match.ts'
import { withTokens } from './token-gate.ts'
import { failed, passed, skipped, undecided } from './verdicts.ts'
import { listed } from './words.ts'

export function evaluateTokenConfined(check: CheckOf<'token-confined'>, observation: Observation): Verdict {
  return withTokens(check, observation, (found) =>
    withValue(check, observation.buckets, ({ readable, hidden }) => {
      const { rights, unresolved } = resolveRights(check.permissions, found[0]?.orgID ?? '', observation)
      const outside = found.flatMap((one) => one.permissions.filter((permission) => !isWithin(permission, rights)))
      if (outside.length === 0) return passed(check)
      // A right on one bucket that cannot be seen may be the declared right on a bucket that cannot be seen.
      const known = new Set([...readable.values()].map((one) => one.id))
      const sure = outside.filter(
        ({ resource }) =>
          unresolved.length === 0 || resource.type !== 'buckets' || resource.id === undefined || known.has(resource.id),
      )
      if (sure.length > 0) {
        return failed(check, {
          expected: 'no right that is not declared',
          found: listed([...new Set(sure.map(describePermission))]),
          next: 'Replace the token by a narrower one, or declare the right',
        })
      }
      const unseen = unresolved.find((name) => hidden.has(name))
      if (unseen === undefined) return skipped(check, `the bucket ${unresolved.join(', ')} does not exist`)
      return undecided(check, {
        reason: `the token in use may not read the bucket ${unseen}`,
        next: 'Use one that may',
      })
    }),
  )
}
