import type { EventContext } from '../state-change.ts'
import type { TextCursor } from './text-cursor.ts'

/** A context as it stands in a text, and its value. */
export interface ContextText {
  readonly text: string
  readonly value: EventContext
}

/** After its id, a context that neither a user nor another event caused: most are so. */
const nobody = '","parent_id":null,"user_id":null}'

/** The context at the cursor, in the order and form that Home Assistant writes; undefined for anything else. */
export function contextAt(cursor: TextCursor): ContextText | undefined {
  const start = cursor.at
  if (!cursor.take('{"id":"')) return undefined
  const id = cursor.plain()
  if (id === undefined) return undefined
  if (cursor.take(nobody)) return { text: cursor.since(start), value: { id, parent_id: null, user_id: null } }
  if (!cursor.take('","parent_id":')) return undefined
  const parent = cursor.plainOrNull()
  if (parent === undefined || !cursor.take(',"user_id":')) return undefined
  const user = cursor.plainOrNull()
  if (user === undefined || !cursor.take('}')) return undefined
  return { text: cursor.since(start), value: { id, parent_id: parent, user_id: user } }
}
