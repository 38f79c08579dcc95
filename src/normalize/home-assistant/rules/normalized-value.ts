import type { Decision } from '../../decision.ts'
import { putNumber } from '../../draft.ts'
import { fieldTarget } from '../../field-target.ts'
import { numericText } from '../../numeric-text.ts'
import type { RuleFactory } from '../rule.ts'
import { isUnavailable } from '../state-change.ts'

const key = 'normalized_value'
const prose: Decision = { kind: 'omitted', rule: key, key, reason: 'not a number' }

/**
 * Fields normalized_value and unit_of_measurement: the state as a number. 1 and 0 where the domain knows two states; the
 * number, in the deployment's unit, where the entity is numeric; nothing otherwise, and nothing for a numeric entity
 * that says something else.
 */
export const normalizedValue: RuleFactory = ({ shape }) => {
  const number = fieldTarget(shape, key)
  if (number === undefined && fieldTarget(shape, 'unit_of_measurement') === undefined) return undefined
  return ({ state, traits }, draft) => {
    const { unit: plan, isNumeric, truths } = traits
    if (plan !== undefined) {
      draft.fixed(plan.unit)
      for (const decision of plan.unitDecisions) draft.decisions.push(decision)
    }
    if (number === undefined) return
    if (isNumeric) {
      const value = numericText(state)
      if (value !== undefined) {
        putNumber(number, plan === undefined ? value : plan.convert(value), { draft })
        if (plan?.decision !== undefined) draft.decisions.push(plan.decision)
      } else if (!isUnavailable(state)) draft.decisions.push(prose)
      return
    }
    const truth = truths?.get(state)
    if (truth !== undefined) putNumber(number, truth ? 1 : 0, { draft })
  }
}
