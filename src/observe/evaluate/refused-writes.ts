import { formatTime } from '../../client/rfc3339.ts'
import { type CheckOf, canaryMeasurement } from '../../contract/check.ts'
import type { Verdict } from '../../contract/verdict.ts'
import type { Observation } from '../observation.ts'
import { inOrg, withValue } from './gates.ts'
import { failed, passed } from './verdicts.ts'
import { counted, roughly } from './words.ts'

/** Our own write-edge canaries leave rows too. */
export function evaluateRefusedWrites(check: CheckOf<'refused-writes'>, observation: Observation): Verdict {
  return inOrg(check, observation, () =>
    withValue(check, observation.refusedWrites, (rows) => {
      const refused = rows.filter((row) => !row.message.includes(canaryMeasurement))
      const [newest] = refused
      if (newest === undefined) return passed(check)
      return failed(check, {
        expected: `no refused write in the last ${roughly(check.window)}`,
        found: `${counted(refused.length, 'refused batch', 'refused batches')}, the newest at ${formatTime(newest.timeNs)}: ${newest.message.slice(0, 400)}`,
        next: 'Correct the writer: the points it named were dropped',
      })
    }),
  )
}
