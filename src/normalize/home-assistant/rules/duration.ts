import type { Decision } from '../../decision.ts'
import { putNumber } from '../../draft.ts'
import { fieldTarget } from '../../field-target.ts'
import { secondsBetween } from '../../instant.ts'
import { instantOf } from '../gates.ts'
import type { RuleFactory } from '../rule.ts'

/**
 * Field duration_seconds (or duration_in_state_seconds): from the old state's last change to this event, which is how long
 * the state lasted that is left now, or, where only attributes changed, how long the state has lasted so far. A
 * negative duration (clocks were set back) is 0. A new entity has none.
 */
export const duration: RuleFactory = ({ shape }) => {
  const target = fieldTarget(shape, 'duration_seconds') ?? fieldTarget(shape, 'duration_in_state_seconds')
  if (target === undefined) return undefined
  const clamped: Decision = { kind: 'converted', rule: 'duration', key: target.key, from: 'negative', to: '0' }
  return ({ entity, oldState, time, fired }, draft) => {
    const { latest } = entity
    entity.latest = { text: fired, time }
    if (oldState === null) return
    const { last_changed: changed } = oldState
    const since = latest?.text === changed ? latest?.time : instantOf(changed)
    if (since === undefined) return
    const seconds = secondsBetween(since, time)
    if (seconds < 0) draft.decisions.push(clamped)
    putNumber(target, Math.max(seconds, 0), { draft })
  }
}
