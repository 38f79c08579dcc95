import type { CheckOf } from '../../contract/check.ts'
import type { Verdict } from '../../contract/verdict.ts'
import type { Observation } from '../observation.ts'
import { inMeasurement } from './gates.ts'
import { valuesOfTag } from './tag-value-set.ts'
import { failed, passed } from './verdicts.ts'
import { listed } from './words.ts'

export function evaluateTagValues(check: CheckOf<'tag-values'>, observation: Observation): Verdict {
  return inMeasurement(check, observation, (series) => {
    const allowed = new Set(check.values)
    const others = valuesOfTag(series, check.tag).filter((value) => !allowed.has(value))
    if (others.length === 0) return passed(check)
    return failed(check, {
      expected: `${check.tag} one of ${listed(check.values, 10)}`,
      found: listed(others.map((value) => JSON.stringify(value))),
      next: `Correct the writer of ${check.measurement}, or add the value`,
    })
  })
}
