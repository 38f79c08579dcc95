import type { Instant } from '../instant.ts'
import { domainOf, isEntityId } from './entity-id.ts'
import type { Labels } from './labels.ts'
import type { ReadAttributes } from './read-attributes.ts'
import type { EntityLink, Registry } from './registry.ts'
import { type EntityText, textOf } from './text/entity-text.ts'

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
  /** What the texts of its events have in common; undefined where too many entities are known to keep it. */
  readonly text: EntityText | undefined
}

/** Both bounded, for ids and texts come from outside. */
const maxKnown = 100_000
const maxWithText = 10_000

/** The entities that had an event. */
export interface KnownEntities {
  /** The entity of an id, known from now on; undefined for an id that is not valid. Each id is proven once. */
  of(entityId: string): KnownEntity | undefined
  /** The entity of an id that was proven before. */
  known(entityId: string): KnownEntity | undefined
}

/** Makes a memory of entities that knows none yet. */
export function createKnownEntities(registry: Registry | undefined): KnownEntities {
  const entities = new Map<string, KnownEntity>()
  return {
    known: (entityId) => entities.get(entityId),
    of(entityId) {
      const known = entities.get(entityId)
      if (known !== undefined || !isEntityId(entityId)) return known
      if (entities.size >= maxKnown) entities.clear()
      const link = registry?.get(entityId)
      const entity: KnownEntity = {
        entityId,
        domain: domainOf(entityId),
        link,
        deviceClass: link?.deviceClass,
        friendlyName: undefined,
        labels: undefined,
        latest: undefined,
        text: entities.size < maxWithText ? textOf(entityId) : undefined,
      }
      entities.set(entityId, entity)
      return entity
    },
  }
}

/** Takes over the device class and the friendly name of an event's attributes where none is known yet. */
export function learn(entity: KnownEntity, attributes: ReadAttributes): void {
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
