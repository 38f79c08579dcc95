import type { JsonRecord } from '../../record.ts'
import { contextAt } from './event-context-text.ts'
import { newStateAt } from './new-state-text.ts'
import { createRememberedEntities } from './remembered-entity.ts'
import { TextCursor } from './text-cursor.ts'

/**
 * Makes a reader of `state_changed` events as Home Assistant writes them: from the JSON text to the value that JSON.parse gives, or undefined
 * where the text is anything else, be it JSON or not; JSON.parse has the last word then.
 *
 * It is faster because texts recur: an old state is the new state of the entity's event before, and attributes seldom change. What stands
 * there letter by letter again has the same value, which is not parsed again but shared between events: nobody may change it.
 * Parts of a text are kept until the next event of its entity, so a text should be no slice of a large one.
 */
export function createEventReader(): (text: string) => JsonRecord | undefined {
  const entityOf = createRememberedEntities()
  return (text) => {
    const cursor = new TextCursor(text)
    if (!cursor.take('{"event_type":"state_changed","data":{"entity_id":"')) return undefined
    const entityId = cursor.plain()
    if (entityId === undefined || !cursor.take('","old_state":')) return undefined
    const entity = entityOf(entityId)
    const oldState = cursor.take('null') ? null : cursor.recordBefore(',"new_state":', entity.state)
    if (oldState === undefined || !cursor.take(',"new_state":')) return undefined
    const newState = newStateAt(cursor, entity)
    if (newState === undefined || !cursor.take('},"origin":"LOCAL","time_fired":"')) return undefined
    const fired = cursor.plainLike(newState.lastUpdated)
    if (fired === undefined || !cursor.take('","context":')) return undefined
    const context = contextAt(cursor, newState.context)
    if (context === undefined || !cursor.take('}') || !cursor.isAtEnd) return undefined
    return {
      event_type: 'state_changed',
      data: { entity_id: entityId, old_state: oldState?.value ?? null, new_state: newState.state.value },
      origin: 'LOCAL',
      time_fired: fired,
      context: context.value,
    }
  }
}
