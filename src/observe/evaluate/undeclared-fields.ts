import type { CheckOf } from '../../contract/check.ts'
import type { Verdict } from '../../contract/verdict.ts'
import type { Observation } from '../observation.ts'
import { inMeasurement } from './gates.ts'
import { failed, passed } from './verdicts.ts'
import { listed } from './words.ts'

export function evaluateUndeclaredFields(check: CheckOf<'undeclared-fields'>, observation: Observation): Verdict {
  return inMeasurement(check, observation, (series) => {
    const declared = new Set(check.declared)
    const others = [...new Set(series.map(({ field }) => field))].filter((field) => !declared.has(field))
    if (others.length === 0) return passed(check)
    return failed(check, {
      expected: check.declared.length === 0 ? 'no fields' : `only the fields ${listed(check.declared, 10)}`,
      found: listed(others),
      next: 'Declare it, correct its writer, or set open: true',
    })
  })
}
