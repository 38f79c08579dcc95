import type { Entity } from './entity.ts'
import { title } from './sensors.ts'

/** An entity whose friendly name is its object id in words. */
export function actor(entityId: string, entity: Omit<Entity, 'entityId'>): Entity {
  const name = entityId.slice(entityId.indexOf('.') + 1)
  return { entityId, ...entity, attributes: { ...entity.attributes, friendly_name: title(name) } }
}
