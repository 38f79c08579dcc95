import { type Check, type CheckKind, type CheckOf, writingKinds } from '../../contract/check.ts'
import type { Verdict } from '../../contract/verdict.ts'
import type { Observation } from '../observation.ts'
import { type EvaluatorTable, evaluators } from './table.ts'
import { skipped } from './verdicts.ts'

/** The verdict on one check. Waived checks are skipped with the waiver's reason, and what writes is skipped where nothing may be written. */
export function evaluate(check: Check, observation: Observation, table: EvaluatorTable = evaluators): Verdict {
  if (check.waiver !== undefined) return skipped(check, `waived until ${check.waiver.until}: ${check.waiver.reason}`)
  if (writingKinds.has(check.kind) && !observation.allowWrite) {
    return skipped(check, 'it would write, and writing is not allowed')
  }
  return judge(table, check.kind, check, observation)
}

function judge<Kind extends CheckKind>(
  table: EvaluatorTable,
  kind: Kind,
  check: Check,
  observation: Observation,
): Verdict {
  return table[kind](check as CheckOf<Kind>, observation)
}
