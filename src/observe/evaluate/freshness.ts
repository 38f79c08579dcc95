import { formatTime } from '../../client/rfc3339.ts'
import type { CheckOf } from '../../contract/check.ts'
import { formatDuration } from '../../contract/duration.ts'
import type { Verdict } from '../../contract/verdict.ts'
import type { Observation } from '../observation.ts'
import { inMeasurement } from './gates.ts'
import { failed, passed } from './verdicts.ts'
import { roughly } from './words.ts'

export function evaluateFreshness(check: CheckOf<'freshness'>, observation: Observation): Verdict {
  return inMeasurement(check, observation, (series) => {
    const newestNs = series.reduce((newest, { lastNs }) => (lastNs > newest ? lastNs : newest), 0n)
    const ageNs = observation.nowNs - newestNs
    if (ageNs <= check.within) return passed(check, `${roughly(ageNs)} old`)
    return failed(check, {
      expected: `a point of ${check.measurement} no older than ${formatDuration(check.within)}`,
      found: `the newest is ${roughly(ageNs)} old, from ${formatTime(newestNs)}`,
      next: 'Is its writer running, and does it write to this bucket?',
    })
  })
}
