import type { CheckOf } from '../../contract/check.ts'
import type { Verdict } from '../../contract/verdict.ts'
import type { Observation } from '../observation.ts'
import { inMeasurement } from './gates.ts'
import { valuesOfTag } from './tag-value-set.ts'
import { failed, passed } from './verdicts.ts'
import { counted, listed } from './words.ts'

export function evaluateTagCardinality(check: CheckOf<'tag-cardinality'>, observation: Observation): Verdict {
  return inMeasurement(check, observation, (series) => {
    const values = valuesOfTag(series, check.tag)
    if (values.length <= check.budget) return passed(check, counted(values.length, 'value'))
    return failed(check, {
      expected: `at most ${check.budget} values of ${check.tag}`,
      found: `${values.length}, such as ${listed(values, 3)}`,
      next: `Bound the values of ${check.tag}, make it a field, or raise the budget`,
    })
  })
}
