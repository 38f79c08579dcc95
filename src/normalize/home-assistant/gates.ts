import { epochInstant, type Instant, parseInstant } from '../instant.ts'
import { type Drop, drop } from '../outcome.ts'
import { isRecord, type JsonRecord } from '../record.ts'
import { type KnownEntities, type KnownEntity, learn } from './known-entity.ts'
import type { RuleContext } from './options.ts'
import { isUnavailable, type StateChange } from './state-change.ts'
import type { Traits } from './traits.ts'

const noAttributes: JsonRecord = Object.freeze({})

/**
 * Lets only state changes through that can become a point: the right event type, a valid entity id, a new state (a
 * removed entity has none), a state text that is not empty, an instant. The time is `time_fired`, else `last_updated`.
 */
export function createGates(
  { unavailable }: RuleContext,
  {
    entities,
    traitsOf,
  }: { entities: KnownEntities; traitsOf: (entity: KnownEntity, attributes: JsonRecord) => Traits },
): (event: unknown) => StateChange | Drop {
  const dropUnavailable = unavailable === 'drop'

  return (event) => {
    if (!isRecord(event) || !isRecord(event.data)) return drop('not an event', event)
    if (event.event_type !== undefined && event.event_type !== 'state_changed') {
      return drop('not a state change', event.event_type)
    }
    const { data } = event
    const newState = data.new_state
    const entityId = data.entity_id ?? (isRecord(newState) ? newState.entity_id : undefined)
    const entity = typeof entityId === 'string' ? entities.of(entityId) : undefined
    if (entity === undefined) return drop('invalid entity id', entityId)
    if (newState === null) return drop('entity removed', entityId)
    if (!isRecord(newState)) return drop('no state', entityId)
    const { state } = newState
    if (typeof state !== 'string') return drop('no state', entityId)
    if (state === '') return drop('empty state', entityId)
    if (dropUnavailable && isUnavailable(state)) return drop('state unavailable', entityId)

    const fired = event.time_fired ?? newState.last_updated ?? newState.last_changed
    const time = instantOf(fired)
    if (time === undefined) return drop('invalid time', fired)
    const attributes = isRecord(newState.attributes) ? newState.attributes : noAttributes
    learn(entity, attributes)
    const eventContext = event.context ?? newState.context
    return {
      entity,
      state,
      attributes,
      traits: traitsOf(entity, attributes),
      oldState: isRecord(data.old_state) ? data.old_state : null,
      context: isRecord(eventContext) ? eventContext : undefined,
      time,
      fired,
    }
  }
}

/** An ISO 8601 text with an offset, or a floating point epoch in seconds. */
export function instantOf(value: unknown): Instant | undefined {
  if (typeof value === 'string') return parseInstant(value)
  return typeof value === 'number' ? epochInstant(value) : undefined
}
