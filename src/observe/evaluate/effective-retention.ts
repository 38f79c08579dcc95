import { formatTime } from '../../client/rfc3339.ts'
import type { CheckOf } from '../../contract/check.ts'
import type { Verdict } from '../../contract/verdict.ts'
import type { Observation } from '../observation.ts'
import { oldestAgeNs } from '../read/overdue.ts'
import { shardGroupNsOf } from '../shard-group.ts'
import { inBucket, unless, withValue } from './gates.ts'
import { failed } from './verdicts.ts'
import { roughly } from './words.ts'

export function evaluateEffectiveRetention(check: CheckOf<'effective-retention'>, observation: Observation): Verdict {
  return inBucket(check, observation, (record) =>
    withValue(check, observation.overdue.get(check.bucket.name), (oldest) =>
      unless(oldest, check, ({ timeNs, measurement }) => {
        const need = {
          bucket: check.bucket.name,
          retentionNs: check.retention,
          ...(check.shardGroup === undefined ? {} : { shardGroupNs: check.shardGroup }),
        }
        return failed(check, {
          expected: `no point older than ${roughly(oldestAgeNs(need, shardGroupNsOf(record)))}: retention, shard group and 30m check interval`,
          found: `a point of ${measurement} from ${formatTime(timeNs)}, ${roughly(observation.nowNs - timeNs)} old`,
          next: 'Is the retention rule longer, or was it, or does the server not enforce it? Read its log',
        })
      }),
    ),
  )
}
