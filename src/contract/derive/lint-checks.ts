import type { Check } from '../check.ts'
import { checkId } from '../check-id.ts'
import { lint } from '../lint/lint.ts'
import type { Contract } from '../model.ts'

/** One check for each finding of lint, so that it can be waived and is reported like any other. */
export function lintChecks(contract: Contract): Check[] {
  return lint(contract).map(({ rule, severity, subject, position, expected, found, next }) => ({
    kind: 'lint',
    id: checkId(contract.name, 'lint', rule, ...subject),
    severity,
    sentence: `the contract asks for ${expected}`,
    position,
    rule,
    found,
    next,
  }))
}
