import type { CheckOf } from '../../contract/check.ts'
import type { Verdict } from '../../contract/verdict.ts'
import type { Observation } from '../observation.ts'
import { withValue } from './gates.ts'
import { failed, passed } from './verdicts.ts'

export function evaluateServerVersion(check: CheckOf<'server-version'>, { version }: Observation): Verdict {
  return withValue(check, version, (found) => {
    const minor = found.split('.', 2).join('.')
    if (check.versions.includes(minor)) return passed(check, found)
    const expected = check.versions.join(', ')
    return failed(check, { expected, found, next: 'Run one of the expected versions, or add this one to versions' })
  })
}
