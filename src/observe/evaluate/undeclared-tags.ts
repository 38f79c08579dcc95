import type { CheckOf } from '../../contract/check.ts'
import type { Verdict } from '../../contract/verdict.ts'
import type { Observation } from '../observation.ts'
import { inMeasurement } from './gates.ts'
import { failed, passed } from './verdicts.ts'
import { listed } from './words.ts'

export function evaluateUndeclaredTags(check: CheckOf<'undeclared-tags'>, observation: Observation): Verdict {
  return inMeasurement(check, observation, (series) => {
    const declared = new Set(check.declared)
    const others = [...new Set(series.flatMap(({ tags }) => [...tags.keys()]))].filter((tag) => !declared.has(tag))
    if (others.length === 0) return passed(check)
    return failed(check, {
      expected: check.declared.length === 0 ? 'no tags' : `only the tags ${listed(check.declared, 10)}`,
      found: listed(others),
      next: 'Declare it, correct its writer, or set open: true',
    })
  })
}
