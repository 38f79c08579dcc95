import { contextAt } from './event-context-text.ts'
import { type RememberedEntity, remember } from './remembered-entity.ts'
import type { RecordText, TextCursor } from './text-cursor.ts'

/** A new state, and what else the event repeats of it. */
export interface NewStateText {
  readonly state: RecordText
  readonly lastUpdated: string
  readonly context: RecordText
}

/** The new state of an entity at the cursor, which is remembered then; undefined where it is not in the order and form that Home Assistant writes. */
export function newStateAt(cursor: TextCursor, entity: RememberedEntity): NewStateText | undefined {
  const start = cursor.at
  if (!cursor.take(entity.head)) return undefined
  const state = cursor.plain()
  if (state === undefined || !cursor.take('","attributes":')) return undefined
  const attributes = cursor.recordBefore(',"last_changed":"', entity.attributes)
  if (attributes === undefined || !cursor.take(',"last_changed":"')) return undefined
  const lastChanged = cursor.plain()
  if (lastChanged === undefined || !cursor.take('","last_reported":"')) return undefined
  const lastReported = cursor.plainLike(lastChanged)
  if (lastReported === undefined || !cursor.take('","last_updated":"')) return undefined
  const lastUpdated = cursor.plainLike(lastReported)
  if (lastUpdated === undefined || !cursor.take('","context":')) return undefined
  const context = contextAt(cursor)
  if (context === undefined || !cursor.take('}')) return undefined
  const value = {
    entity_id: entity.entityId,
    state,
    attributes: attributes.value,
    last_changed: lastChanged,
    last_reported: lastReported,
    last_updated: lastUpdated,
    context: context.value,
  }
  const whole = { text: cursor.since(start), value }
  remember(entity, whole, { attributes })
  return { state: whole, lastUpdated, context }
}
