import { type KnownEntities, type KnownEntity, learn } from '../known-entity.ts'
import type { RuleContext } from '../options.ts'
import { createIsRead, type ReadAttributes } from '../read-attributes.ts'
import { isUnavailable, type OldState, type StateChange } from '../state-change.ts'
import type { Traits } from '../traits.ts'
import { attributesAt } from './attributes-text.ts'
import { endingAt } from './ending-text.ts'
import { beforeState, type EntityText, opening } from './entity-text.ts'
import { TextCursor } from './text-cursor.ts'
import { UsualEnding } from './usual-ending.ts'

/** A text that is longer is parsed, and not kept: texts come from outside. */
const maxTextLength = 16_384

/**
 * Makes a reader of `state_changed` events as Home Assistant writes them, bare or in their WebSocket envelope: from the JSON text to the state change that the
 * gates make of its value; or undefined, with nothing learned, where the text is anything else, be it JSON or not, or an event that the gates may drop.
 *
 * It is several times as fast as JSON.parse because texts recur: an old state is the new state of the entity's event before, and attributes seldom change.
 * What stands there letter by letter again has the same value, which is not parsed again but shared between events: nobody may change it.
 * Parts of a text are kept until the next event of its entity, so a text should be no slice of a large one.
 */
export function createChangeReader(
  { unavailable, shape }: RuleContext,
  {
    entities,
    traitsOf,
  }: { entities: KnownEntities; traitsOf: (entity: KnownEntity, attributes: ReadAttributes) => Traits },
): (text: string) => StateChange | undefined {
  const dropUnavailable = unavailable === 'drop'
  const usual = new UsualEnding()
  const isRead = createIsRead(shape)
  const cursor = new TextCursor()
  return (text) => {
    const start = envelopeLength(text)
    const idStart = start + opening.length
    const entity = entities.known(text.slice(idStart, text.indexOf('"', idStart)))
    if (entity?.text === undefined || text.length > maxTextLength) return undefined
    const remembered = entity.text
    cursor.open(text, start)
    if (!cursor.take(remembered.head)) return undefined
    const oldState = oldStateAt(cursor, remembered)
    if (oldState === undefined) return undefined
    const stateStart = cursor.at + beforeState.length
    if (!cursor.take(remembered.middle)) return undefined
    const state = cursor.plain()
    if (state === undefined || state === '' || (dropUnavailable && isUnavailable(state))) return undefined
    const attributes = attributesAt(cursor, remembered, { entity, isRead })
    if (attributes === undefined) return undefined
    const end = text.length - (start > 0 ? 1 : 0)
    const ending = usual.read(text, { start: cursor.at, end }) ?? endingAt(cursor, { end })
    if (ending === undefined || (start > 0 && text.charCodeAt(end) !== closingBrace)) return undefined
    const { lastChanged, fired, time, context, stateEnd } = ending
    const { value } = attributes
    // What a remembered state has was learned when it was new.
    if (oldState !== remembered.state || oldState?.attributes !== value) learn(entity, value)
    if (attributes.traits?.deviceClass !== entity.deviceClass || attributes.traits === undefined)
      attributes.traits = traitsOf(entity, value)
    remembered.state = { text: text.slice(stateStart, stateEnd), state, attributes: value, last_changed: lastChanged }
    return { entity, state, attributes: value, traits: attributes.traits, oldState, context, time, fired }
  }
}

/** The old state at the cursor; null where there is none, undefined for what is not an object. */
function oldStateAt(cursor: TextCursor, { state }: EntityText): OldState | null | undefined {
  if (state !== undefined && cursor.take(state.text)) return state
  return cursor.take('null') ? null : cursor.recordBefore(beforeState)
}

const envelope = /^\{"id":(?:0|[1-9]\d{0,14}),"type":"event","event":(?=\{"event_type":)/
const letterI = 0x69
const closingBrace = 0x7d

/** The length of what is before the event: 0 where it is bare. */
function envelopeLength(text: string): number {
  return text.charCodeAt(2) === letterI ? (envelope.exec(text)?.[0].length ?? 0) : 0
}
