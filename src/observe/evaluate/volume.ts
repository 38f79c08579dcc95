import type { CheckOf } from '../../contract/check.ts'
import type { Verdict } from '../../contract/verdict.ts'
import type { Observation } from '../observation.ts'
import { volumeKey } from '../read/volume.ts'
import { inBucket, withValue } from './gates.ts'
import { failed, passed } from './verdicts.ts'
import { counted, roughly } from './words.ts'

export function evaluateVolume(check: CheckOf<'volume'>, observation: Observation): Verdict {
  return inBucket(check, observation, () => {
    const key = volumeKey({ bucket: check.bucket.name, overNs: check.over })
    return withValue(check, observation.volumes.get(key), ({ least, most }) => {
      const found = least === most ? counted(least, 'point') : `${least} to ${most} points`
      if (least >= check.least && most <= check.most) return passed(check, found)
      return failed(check, {
        expected: `${check.least} to ${check.most} points in the last ${roughly(check.over)}`,
        found,
        next: least < check.least ? 'Is a writer down?' : 'Does a writer write twice?',
      })
    })
  })
}
