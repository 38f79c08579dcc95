import type { CheckOf } from '../../contract/check.ts'
import { formatDuration, toMilliseconds } from '../../contract/duration.ts'
import type { Verdict } from '../../contract/verdict.ts'
import type { Observation } from '../observation.ts'
import { inBucket, withValue } from './gates.ts'
import { failed, passed } from './verdicts.ts'

export function evaluateThroughput(check: CheckOf<'throughput'>, observation: Observation): Verdict {
  return inBucket(check, observation, () =>
    withValue(check, observation.throughputs.get(check.bucket.name), ({ sent, stored, elapsedMs }) => {
      const found = `${stored} of ${sent} read back after ${Math.ceil(elapsedMs)} ms`
      if (stored >= sent * check.success && elapsedMs <= toMilliseconds(check.within)) return passed(check, found)
      return failed(check, {
        expected: `${check.events} points acknowledged, and at least ${check.success * 100}% read back, within ${formatDuration(check.within)}`,
        found,
        next: 'Look at the load and the disk of the server',
      })
    }),
  )
}
