import { epochInstant, type Instant, instantNs, parseInstant } from '../instant.ts'
import { drop, type Outcome } from '../outcome.ts'
import { isRecord, type JsonRecord } from '../record.ts'
import { domainOf, isEntityId } from './entity-id.ts'
import type { RuleContext } from './options.ts'
import { isUnavailable, type StateChange } from './state-change.ts'

const noAttributes: JsonRecord = Object.freeze({})
/** Entity ids repeat for ever; proving each once is enough. Bounded, for ids come from outside. */
const maxKnownIds = 100_000

/**
 * Lets only state changes through that can become a point: the right event type, a valid entity id, a new state (a
 * removed entity has none), a state text that is not empty, an instant. The time is `time_fired`, else `last_updated`.
 */
export function createGates(context: RuleContext): (event: unknown) => StateChange | Outcome {
  const domains = new Map<string, string>()
  const dropUnavailable = context.unavailable === 'drop'

  return (event) => {
    if (!isRecord(event) || !isRecord(event.data)) return drop('not an event', event)
    if (event.event_type !== undefined && event.event_type !== 'state_changed') {
      return drop('not a state change', event.event_type)
    }
    const { data } = event
    const newState = data.new_state
    const entityId = data.entity_id ?? (isRecord(newState) ? newState.entity_id : undefined)
    if (typeof entityId !== 'string') return drop('invalid entity id', entityId)
    let domain = domains.get(entityId)
    if (domain === undefined) {
      if (!isEntityId(entityId)) return drop('invalid entity id', entityId)
      domain = domainOf(entityId)
      if (domains.size >= maxKnownIds) domains.clear()
      domains.set(entityId, domain)
    }
    if (newState === null) return drop('entity removed', entityId)
    if (!isRecord(newState)) return drop('no state', entityId)
    const { state } = newState
    if (typeof state !== 'string') return drop('no state', entityId)
    if (state === '') return drop('empty state', entityId)
    if (dropUnavailable && isUnavailable(state)) return drop('state unavailable', entityId)

    const time = instantOf(event.time_fired ?? newState.last_updated ?? newState.last_changed)
    if (time === undefined) return drop('invalid time', event.time_fired ?? newState.last_updated)
    const attributes = isRecord(newState.attributes) ? newState.attributes : noAttributes
    const link = context.registry?.get(entityId)
    const deviceClass = link?.deviceClass ?? attributes.device_class
    const eventContext = event.context ?? newState.context
    return {
      entityId,
      domain,
      state,
      attributes,
      newState,
      oldState: isRecord(data.old_state) ? data.old_state : null,
      context: isRecord(eventContext) ? eventContext : undefined,
      time,
      timeNs: instantNs(time),
      deviceClass: typeof deviceClass === 'string' && deviceClass !== '' ? deviceClass : undefined,
      link,
    }
  }
}

/** An ISO 8601 text with an offset, or a floating point epoch in seconds. */
export function instantOf(value: unknown): Instant | undefined {
  if (typeof value === 'string') return parseInstant(value)
  return typeof value === 'number' ? epochInstant(value) : undefined
}
