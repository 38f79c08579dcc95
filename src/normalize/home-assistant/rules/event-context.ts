import { putText } from '../../draft.ts'
import { type FieldTarget, fieldTarget } from '../../field-target.ts'
import type { RuleFactory } from '../rule.ts'
import type { EventContext } from '../state-change.ts'

/**
 * Fields context_id, context_parent_id and context_user_id: what caused the change. Never tags: an id per event would
 * be a series per event.
 */
export const eventContext: RuleFactory = ({ shape }) => {
  const targets: (readonly [keyof EventContext, FieldTarget])[] = []
  for (const member of ['id', 'parent_id', 'user_id'] as const) {
    const target = fieldTarget(shape, `context_${member}`)
    if (target !== undefined) targets.push([member, target])
  }
  if (targets.length === 0) return undefined
  return ({ context }, draft) => {
    if (context === undefined) return
    for (const [member, target] of targets) {
      const id = context[member]
      if (typeof id === 'string' && id !== '') putText(target, id, { draft })
    }
  }
}
