import type { CheckOf } from '../../contract/check.ts'
import type { Verdict } from '../../contract/verdict.ts'
import type { Observation } from '../observation.ts'
import { inMeasurement } from './gates.ts'
import { valuesOfTag } from './tag-value-set.ts'
import { failed, passed } from './verdicts.ts'
import { listed } from './words.ts'

export function evaluateTagPattern(check: CheckOf<'tag-pattern'>, observation: Observation): Verdict {
  return inMeasurement(check, observation, (series) => {
    const pattern = new RegExp(check.pattern, 'u')
    const others = valuesOfTag(series, check.tag).filter((value) => !pattern.test(value))
    if (others.length === 0) return passed(check)
    return failed(check, {
      expected: `${check.tag} like ${check.pattern}`,
      found: listed(others.map((value) => JSON.stringify(value))),
      next: `Correct the writer of ${check.measurement}, or the pattern`,
    })
  })
}
