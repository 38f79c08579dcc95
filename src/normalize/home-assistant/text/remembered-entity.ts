import type { RecordText } from './text-cursor.ts'

/** What the texts of one entity have in common. */
export interface RememberedEntity {
  readonly entityId: string
  /** How its new state begins, up to the opening quote of the state. */
  readonly head: string
  /** Its latest new state: the old state of its next event. */
  state: RecordText | undefined
  /** Its latest attributes. */
  attributes: RecordText | undefined
}

/** Bounded, for ids and texts come from outside. */
const maxRemembered = 10_000
const maxTextLength = 16_384

/** Makes a memory of entities by id. */
export function createRememberedEntities(): (entityId: string) => RememberedEntity {
  const known = new Map<string, RememberedEntity>()
  return (entityId) => {
    let entity = known.get(entityId)
    if (entity === undefined) {
      if (known.size >= maxRemembered) known.clear()
      entity = { entityId, head: `{"entity_id":"${entityId}","state":"`, state: undefined, attributes: undefined }
      known.set(entityId, entity)
    }
    return entity
  }
}

/** Keeps a new state and its attributes for the entity's next event; one that is too long is forgotten. */
export function remember(
  entity: RememberedEntity,
  state: RecordText,
  { attributes }: { attributes: RecordText },
): void {
  const isKept = state.text.length <= maxTextLength
  entity.state = isKept ? state : undefined
  entity.attributes = isKept ? attributes : undefined
}
