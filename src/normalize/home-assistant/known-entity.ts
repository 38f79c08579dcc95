import type { Instant } from '../instant.ts'
import type { JsonRecord } from '../record.ts'
import { domainOf, isEntityId } from './entity-id.ts'
import type { Labels } from './labels.ts'
import type { EntityLink, Registry } from './registry.ts'

/** What is known about an entity beyond one event. */
export interface KnownEntity {
  readonly entityId: string
  /** The part of the entity id before the point. */
  readonly domain: string
  /** What the registry knows about the entity. */
  readonly link: EntityLink | undefined
  /** The device class of the registry, else the first that the entity gave: a tag must not follow events. */
  deviceClass: string | undefined
  /** The first friendly name that the entity gave, for the same reason. */
  friendlyName: string | undefined
  /** Tags and fields that are the same for every event of the entity; made anew when the above changes. */
  labels: Labels | undefined
  /** The time of its latest event, and the text of it: the old state of the next event mostly changed last then. */
  latest: { readonly text: unknown; readonly time: Instant } | undefined
}

/** Bounded, for ids come from outside. */
const maxKnown = 100_000

/** Makes a lookup of entities by id; undefined for an id that is not valid. Each id is proven once. */
export function createKnownEntities(registry: Registry | undefined): (entityId: string) => KnownEntity | undefined {
  const known = new Map<string, KnownEntity>()
  return (entityId) => {
    let entity = known.get(entityId)
    if (entity !== undefined) return entity
    if (!isEntityId(entityId)) return undefined
    const link = registry?.get(entityId)
    entity = {
      entityId,
      domain: domainOf(entityId),
      link,
      deviceClass: link?.deviceClass,
      friendlyName: undefined,
      labels: undefined,
      latest: undefined,
    }
    if (known.size >= maxKnown) known.clear()
    known.set(entityId, entity)
    return entity
  }
}

/** Takes over the device class and the friendly name of an event's attributes where none is known yet. */
export function learn(entity: KnownEntity, attributes: JsonRecord): void {
  if (entity.deviceClass === undefined) {
    const { device_class: deviceClass } = attributes
    if (typeof deviceClass === 'string' && deviceClass !== '') {
      entity.deviceClass = deviceClass
      entity.labels = undefined
    }
  }
  if (entity.friendlyName === undefined) {
    const { friendly_name: name } = attributes
    if (typeof name === 'string' && name !== '') {
      entity.friendlyName = name
      entity.labels = undefined
    }
  }
}
