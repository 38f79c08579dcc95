import type { CheckOf } from '../../contract/check.ts'
import { formatDuration, toMilliseconds } from '../../contract/duration.ts'
import type { Verdict } from '../../contract/verdict.ts'
import { latencyKey, latencyNeed } from '../needs.ts'
import type { Observation } from '../observation.ts'
import { inBucket, withValue } from './gates.ts'
import { failed, passed } from './verdicts.ts'

export function evaluateQueryLatency(check: CheckOf<'query-latency'>, observation: Observation): Verdict {
  return inBucket(check, observation, () =>
    withValue(check, observation.latencies.get(latencyKey(latencyNeed(check))), (ms) => {
      const found = `${Math.ceil(ms)} ms`
      if (ms <= toMilliseconds(check.within)) return passed(check, found)
      return failed(check, {
        expected: `an answer within ${formatDuration(check.within)}`,
        found,
        next: 'Look at the load of the server and at the number of series of the bucket',
      })
    }),
  )
}
