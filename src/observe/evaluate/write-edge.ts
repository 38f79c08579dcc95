import type { CheckOf } from '../../contract/check.ts'
import { formatDuration } from '../../contract/duration.ts'
import type { Verdict } from '../../contract/verdict.ts'
import type { Observation } from '../observation.ts'
import { inBucket, withValue } from './gates.ts'
import { failed, passed } from './verdicts.ts'

export function evaluateWriteEdge(check: CheckOf<'write-edge'>, observation: Observation): Verdict {
  return inBucket(check, observation, () =>
    withValue(check, observation.edges.get(check.bucket.name), ({ bucket, refused, expiredStored, freshStored }) => {
      const expected = `a point older than ${formatDuration(check.retention)} refused with 422 and a fresh one stored, in ${bucket}`
      if (refused && !expiredStored && freshStored) return passed(check)
      const found = [
        refused ? 'the old one refused' : 'the old one acknowledged',
        ...(expiredStored ? ['the old one stored'] : []),
        freshStored ? 'the fresh one stored' : 'the fresh one lost',
      ].join(', ')
      return failed(check, { expected, found, next: 'Correct the retention rule, or read the log of the server' })
    }),
  )
}
