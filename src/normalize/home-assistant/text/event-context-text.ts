import type { EventContext } from '../state-change.ts'
import type { TextCursor } from './text-cursor.ts'

/** After its id, a context that neither a user nor another event caused: most are so. */
const nobody = '","parent_id":null,"user_id":null}'

/** The context at the cursor, in the order and form that Home Assistant writes; undefined for anything else. */
export function contextAt(cursor: TextCursor): EventContext | undefined {
  if (!cursor.take('{"id":"')) return undefined
  const id = cursor.plain()
  if (id === undefined) return undefined
  if (cursor.take(nobody)) return { id, parent_id: null, user_id: null }
  if (!cursor.take('","parent_id":')) return undefined
  const parent = cursor.plainOrNull()
  if (parent === undefined || !cursor.take(',"user_id":')) return undefined
  const user = cursor.plainOrNull()
  if (user === undefined || !cursor.take('}')) return undefined
  return { id, parent_id: parent, user_id: user }
}
