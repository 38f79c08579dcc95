import type { Decision } from '../../decision.ts'
import { putNumber } from '../../draft.ts'
import { fieldTarget } from '../../field-target.ts'
import type { RuleFactory } from '../rule.ts'

const outside: Decision = { kind: 'omitted', rule: 'confidence', key: 'confidence', reason: 'not a number' }

/** Field confidence: the attribute confidence or probability, where the entity gives one from 0 to 1. */
export const confidence: RuleFactory = ({ shape }) => {
  const target = fieldTarget(shape, 'confidence')
  if (target === undefined) return undefined
  return ({ traits }, draft) => {
    const value = traits.confidence
    if (value === undefined || value === null) return
    if (typeof value === 'number' && value >= 0 && value <= 1) putNumber(target, value, { draft })
    else draft.decisions.push(outside)
  }
}
