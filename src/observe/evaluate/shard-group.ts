import type { CheckOf } from '../../contract/check.ts'
import { formatDuration } from '../../contract/duration.ts'
import type { Verdict } from '../../contract/verdict.ts'
import type { Observation } from '../observation.ts'
import { shardGroupNsOf } from '../shard-group.ts'
import { inBucket } from './gates.ts'
import { failed, passed } from './verdicts.ts'

export function evaluateShardGroup(check: CheckOf<'shard-group'>, observation: Observation): Verdict {
  return inBucket(check, observation, (record) => {
    const found = shardGroupNsOf(record)
    if (found === check.shardGroup) return passed(check)
    return failed(check, {
      expected: formatDuration(check.shardGroup),
      found: formatDuration(found),
      next: 'Set shardGroupDurationSeconds of the retention rule: shards that exist keep their length',
    })
  })
}
