import type { CheckOf } from '../../contract/check.ts'
import type { Verdict } from '../../contract/verdict.ts'
import type { Observation } from '../observation.ts'
import { withValue } from './gates.ts'
import { failed, passed } from './verdicts.ts'

/** An org that the token may not read exists: for an unknown name the server answers otherwise. */
export function evaluateOrg(check: CheckOf<'org'>, { org }: Observation): Verdict {
  return withValue(check, org, ({ name, state }) => {
    if (state !== 'absent') return passed(check)
    return failed(check, {
      expected: `the org ${name}`,
      found: 'the server has no org of that name',
      next: 'Correct the name of the org, or create it with apply',
    })
  })
}
