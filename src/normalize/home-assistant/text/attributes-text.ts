import type { KnownEntity } from '../known-entity.ts'
import type { AttributesText, EntityText } from './entity-text.ts'
import type { TextCursor } from './text-cursor.ts'

const before = '","attributes":'
const after = ',"last_changed":"'

/**
 * The attributes at the cursor, with the tokens around them; undefined for what is not an object. They are the remembered ones where nothing is
 * different but members that nobody reads.
 */
export function attributesAt(
  cursor: TextCursor,
  remembered: EntityText,
  { entity, isRead }: { entity: KnownEntity; isRead: (attribute: string, entity: KnownEntity) => boolean },
): AttributesText | undefined {
  const { attributes: latest, cut, changing } = remembered
  if (cut !== undefined && cursor.takePieces(cut.pieces)) return cut
  if (latest !== undefined && cursor.takePieces(latest.pieces)) return latest
  const start = cursor.at
  if (!cursor.take(before)) return undefined
  const value = cursor.recordBefore(after)
  if (value === undefined || !cursor.take(after)) return undefined
  // What is remembered is true whatever becomes of the rest of the text.
  const text = cursor.since(start)
  remembered.attributes = { pieces: [text], value, traits: undefined }
  const pieces = changing.cut(text, before.length, { isRead: (attribute) => isRead(attribute, entity) })
  if (pieces !== undefined) remembered.cut = { pieces, value, traits: undefined }
  return remembered.attributes
}
