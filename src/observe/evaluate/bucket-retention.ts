import type { CheckOf } from '../../contract/check.ts'
import { formatRetention, secondNs } from '../../contract/duration.ts'
import type { Retention } from '../../contract/model.ts'
import type { Verdict } from '../../contract/verdict.ts'
import type { Observation } from '../observation.ts'
import { inBucket } from './gates.ts'
import { failed, passed } from './verdicts.ts'

export function evaluateBucketRetention(check: CheckOf<'bucket-retention'>, observation: Observation): Verdict {
  return inBucket(check, observation, ({ retentionRules }) => {
    const everySeconds = retentionRules[0]?.everySeconds ?? 0
    const found: Retention = everySeconds === 0 ? 'infinite' : BigInt(everySeconds) * secondNs
    if (found === check.retention) return passed(check)
    return failed(check, {
      expected: formatRetention(check.retention),
      found: formatRetention(found),
      next: 'Correct the retention rule of the bucket: shortening it loses data',
    })
  })
}
