import type { Instant } from '../instant.ts'
import type { JsonRecord } from '../record.ts'
import type { EntityLink } from './registry.ts'

/** One state of an entity, as Home Assistant's JSON has it. Every member is unproven input. */
export interface RawState {
  readonly entity_id?: unknown
  readonly state?: unknown
  readonly attributes?: unknown
  readonly last_changed?: unknown
  readonly last_updated?: unknown
  readonly context?: unknown
}

/** A `state_changed` event: the bare form, or what an envelope or a compressed message was unwrapped to. */
export interface RawEvent {
  readonly event_type?: unknown
  readonly data?: unknown
  readonly time_fired?: unknown
  readonly context?: unknown
}

/** An event after the gates (gates.ts): proven to be a state change of a valid entity at a known instant. */
export interface StateChange {
  readonly entityId: string
  /** The part of the entity id before the point. */
  readonly domain: string
  /** The new state: a text, not empty. */
  readonly state: string
  readonly attributes: JsonRecord
  readonly newState: JsonRecord
  /** Null for a new entity. */
  readonly oldState: JsonRecord | null
  readonly context: JsonRecord | undefined
  readonly time: Instant
  /** `time` in nanoseconds since the epoch. */
  readonly timeNs: bigint
  /** The device class of the registry, else of the attributes. */
  readonly deviceClass: string | undefined
  /** What the registry knows about the entity. */
  readonly link: EntityLink | undefined
}

/** States that say that there is no state. */
export function isUnavailable(state: unknown): boolean {
  return state === 'unavailable' || state === 'unknown'
}
