import { formatTime } from '../../client/rfc3339.ts'
import type { CheckOf } from '../../contract/check.ts'
import { formatDuration } from '../../contract/duration.ts'
import type { Verdict } from '../../contract/verdict.ts'
import { formatTags } from '../keys.ts'
import { gapKey, measurementNeed } from '../needs.ts'
import type { Observation } from '../observation.ts'
import { inBucket, withValue } from './gates.ts'
import { failed, passed, skipped } from './verdicts.ts'
import { roughly } from './words.ts'

export function evaluateGaps(check: CheckOf<'gaps'>, observation: Observation): Verdict {
  return inBucket(check, observation, () =>
    withValue(check, observation.gaps.get(gapKey({ ...measurementNeed(check), by: check.by })), (gap) => {
      if (gap === undefined) {
        return skipped(
          check,
          `no two points of one stream of ${check.measurement} in the last ${roughly(check.window)}`,
        )
      }
      const found = `${roughly(gap.lengthNs)} without a point`
      if (gap.lengthNs <= check.maxGap) return passed(check, `at most ${found}`)
      const stream = gap.stream.size === 0 ? '' : ` of ${formatTags(gap.stream)}`
      return failed(check, {
        expected: `a point of ${check.measurement} at least every ${formatDuration(check.maxGap)}`,
        found: `${found}${stream}, until ${formatTime(gap.endNs)}`,
        next: 'Was its writer down then, or did it lose a batch?',
      })
    }),
  )
}
