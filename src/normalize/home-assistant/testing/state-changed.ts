import type { FieldValue } from '../../../line-protocol/types.ts'
import type { JsonRecord } from '../../record.ts'
import { createHomeAssistantNormalizer } from '../normalizer.ts'
import type { HomeAssistantOptions } from '../options.ts'
import { homeiqShape } from '../shapes.ts'

/** When the events of the tests were fired. */
export const time = '2026-01-15T07:31:04.512345+00:00'

/** An event as Home Assistant fires it. `state` is `entity: state`, attributes as given. */
export function event(
  entityId: string,
  state: unknown,
  parts: { attributes?: unknown; old?: unknown; outer?: JsonRecord } = {},
) {
  const newState = {
    entity_id: entityId,
    state,
    attributes: parts.attributes ?? {},
    last_changed: time,
    last_updated: time,
  }
  return {
    event_type: 'state_changed',
    data: { entity_id: entityId, old_state: parts.old ?? null, new_state: newState },
    origin: 'LOCAL',
    time_fired: time,
    context: { id: '01KEZ3J9Q0W6T5B8V7N4M2X1CD', parent_id: null, user_id: null },
    ...parts.outer,
  }
}

/** The point of an event, with its tags and fields by key. Throws where it is dropped. */
export function pointOf(given: unknown, options: Partial<HomeAssistantOptions> = {}) {
  const outcome = createHomeAssistantNormalizer({ shape: homeiqShape, ...options }).normalize(given)
  if (outcome.kind === 'drop') throw new Error(`${outcome.reason}: ${outcome.detail}`)
  const fields: Record<string, FieldValue['value']> = {}
  for (const [key, { value }] of outcome.point.fields) fields[key] = value
  return { ...outcome.point, tags: Object.fromEntries(outcome.point.tags), fields, decisions: outcome.decisions }
}

/** A unit and device class as a sensor gives them. */
export const sensor = (unit: string, deviceClass: string, stateClass = 'measurement') => ({
  unit_of_measurement: unit,
  device_class: deviceClass,
  state_class: stateClass,
})
