import type { Instant } from '../instant.ts'
import type { KnownEntity } from './known-entity.ts'
import type { ReadAttributes } from './read-attributes.ts'
import type { Traits } from './traits.ts'

/** A `state_changed` event as it comes in, every member unproven: the bare form, or what an envelope or a compressed message was unwrapped to. */
export interface RawEvent {
  readonly event_type?: unknown
  readonly data?: unknown
  readonly time_fired?: unknown
  readonly context?: unknown
}

/** What rules read of the state before, every member unproven. */
export interface OldState {
  readonly state?: unknown
  readonly attributes?: unknown
  readonly last_changed?: unknown
}

/** What rules read of the cause of a change, every member unproven. */
export interface EventContext {
  readonly id?: unknown
  readonly parent_id?: unknown
  readonly user_id?: unknown
}

/** An event after the gates (gates.ts): proven to be a state change of a valid entity at a known instant. */
export interface StateChange {
  readonly entity: KnownEntity
  /** The new state: a text, not empty. */
  readonly state: string
  readonly attributes: ReadAttributes
  readonly traits: Traits
  /** Null for a new entity. */
  readonly oldState: OldState | null
  readonly context: EventContext | undefined
  readonly time: Instant
  /** What `time` was read from. */
  readonly fired: unknown
}

/** States that say that there is no state. */
export function isUnavailable(state: unknown): boolean {
  return state === 'unavailable' || state === 'unknown'
}
