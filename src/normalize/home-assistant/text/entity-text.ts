import type { ReadAttributes } from '../read-attributes.ts'
import type { OldState } from '../state-change.ts'
import type { Traits } from '../traits.ts'
import { ChangingMembers, type Pieces } from './changing-members.ts'

/** A state as it stands in a text, and what rules read of it when it is the old state of the next event. */
export interface StateText extends OldState {
  readonly text: string
}

/** Attributes as they stand in a text, with the tokens around them, and what rules read of them. */
export interface AttributesText {
  /** The text, cut where values stand that change from event to event and that nobody reads. */
  readonly pieces: Pieces
  readonly value: ReadAttributes
  /** Undefined until they are needed. */
  traits: Traits | undefined
}

/** What the texts of one entity's events have in common. */
export interface EntityText {
  /** How an event begins, up to its old state. */
  readonly head: string
  /** What stands between its old state and the text of the new one. */
  readonly middle: string
  /** Its latest new state: the old state of its next event. */
  state: StateText | undefined
  /** Its latest attributes, whole. */
  attributes: AttributesText | undefined
  /** Attributes of an event before, cut. */
  cut: AttributesText | undefined
  /** Its latest attributes' members, and what is known of how they change. */
  readonly changing: ChangingMembers
}

/** How the event of an entity begins. */
export const opening = '{"event_type":"state_changed","data":{"entity_id":"'
/** What is before a new state. */
export const beforeState = ',"new_state":'

/** An entity of which no text is known yet. */
export function textOf(entityId: string): EntityText {
  return {
    head: `${opening}${entityId}","old_state":`,
    middle: `${beforeState}{"entity_id":"${entityId}","state":"`,
    state: undefined,
    attributes: undefined,
    cut: undefined,
    changing: new ChangingMembers(),
  }
}
