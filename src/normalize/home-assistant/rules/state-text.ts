import { putText } from '../../draft.ts'
import { fieldTarget } from '../../field-target.ts'
import type { RuleFactory } from '../rule.ts'

/** Fields state_value and previous_state: the texts of the state, as they are, unavailable included. */
export const stateText: RuleFactory = ({ shape }) => {
  const current = fieldTarget(shape, 'state_value')
  const previous = fieldTarget(shape, 'previous_state')
  return ({ state, oldState }, draft) => {
    if (current !== undefined) putText(current, state, { draft })
    if (previous !== undefined && typeof oldState?.state === 'string') putText(previous, oldState.state, { draft })
  }
}
