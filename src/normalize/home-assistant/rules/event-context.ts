import { type Draft, putText } from '../../draft.ts'
import { type FieldTarget, fieldTarget } from '../../field-target.ts'
import type { RuleFactory } from '../rule.ts'

/**
 * Fields context_id, context_parent_id and context_user_id: what caused the change. Never tags: an id per event would
 * be a series per event.
 */
export const eventContext: RuleFactory = ({ shape }) => {
  const id = fieldTarget(shape, 'context_id')
  const parent = fieldTarget(shape, 'context_parent_id')
  const user = fieldTarget(shape, 'context_user_id')
  if (id === undefined && parent === undefined && user === undefined) return undefined
  return ({ context }, draft) => {
    if (context === undefined) return
    putId(id, context.id, { draft })
    putId(parent, context.parent_id, { draft })
    putId(user, context.user_id, { draft })
  }
}

function putId(target: FieldTarget | undefined, id: unknown, { draft }: { draft: Draft }): void {
  if (target !== undefined && typeof id === 'string' && id !== '') putText(target, id, { draft })
}
