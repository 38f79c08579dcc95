import type { Decision } from '../../decision.ts'
import { putNumber } from '../../draft.ts'
import { fieldTarget } from '../../field-target.ts'
import { numericText } from '../../numeric-text.ts'
import { booleanState } from '../boolean-state.ts'
import { isNumericEntity } from '../numeric-entity.ts'
import type { RuleFactory } from '../rule.ts'
import { isUnavailable } from '../state-change.ts'
import { createUnitPlans } from '../unit-plan.ts'

const key = 'normalized_value'
const prose: Decision = { kind: 'omitted', rule: key, key, reason: 'not a number' }

/**
 * Fields normalized_value and unit_of_measurement: the state as a number. 1 and 0 where the domain knows two states; the
 * number, in the deployment's unit, where the entity is numeric; nothing otherwise, and nothing for a numeric entity
 * that says something else.
 */
export const normalizedValue: RuleFactory = (context) => {
  const number = fieldTarget(context.shape, key)
  if (number === undefined && fieldTarget(context.shape, 'unit_of_measurement') === undefined) return undefined
  const plans = createUnitPlans(context, { rule: key, key })
  return ({ entity, state, attributes }, draft) => {
    const { domain, deviceClass } = entity
    const unit = attributes.unit_of_measurement
    const plan = typeof unit === 'string' && unit !== '' ? plans(unit, deviceClass) : undefined
    if (plan !== undefined) {
      draft.fixed(plan.unit)
      for (const decision of plan.unitDecisions) draft.decisions.push(decision)
    }
    if (number === undefined) return
    if (isNumericEntity(domain, { deviceClass, attributes })) {
      const value = numericText(state)
      if (value !== undefined) {
        putNumber(number, plan === undefined ? value : plan.convert(value), { draft })
        if (plan?.decision !== undefined) draft.decisions.push(plan.decision)
      } else if (!isUnavailable(state)) draft.decisions.push(prose)
      return
    }
    const truth = booleanState(domain, state)
    if (truth !== undefined) putNumber(number, truth ? 1 : 0, { draft })
  }
}
