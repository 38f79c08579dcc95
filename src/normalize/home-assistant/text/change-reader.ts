import { createInstantReader } from '../../instant-reader.ts'
import type { JsonRecord } from '../../record.ts'
import { type KnownEntities, learn } from '../known-entity.ts'
import type { RuleContext } from '../options.ts'
import { type EventContext, isUnavailable, type OldState, type StateChange } from '../state-change.ts'
import { beforeState, type EntityText, opening } from './entity-text.ts'
import { contextAt } from './event-context-text.ts'
import { TextCursor } from './text-cursor.ts'

/** A text that is longer is parsed, and not kept: texts come from outside. */
const maxTextLength = 16_384
const afterState = '","attributes":'
const afterAttributes = ',"last_changed":"'

/** What stands after the attributes of a new state. */
interface Ending {
  readonly lastChanged: string
  readonly fired: string
  readonly context: EventContext
  /** Where the new state ends. */
  readonly stateEnd: number
}

/**
 * Makes a reader of `state_changed` events as Home Assistant writes them, bare or in their WebSocket envelope: from the JSON text to the state change that the
 * gates make of its value; or undefined, with nothing learned, where the text is anything else, be it JSON or not, or an event that the gates may drop.
 *
 * It is several times as fast as JSON.parse because texts recur: an old state is the new state of the entity's event before, and attributes seldom change.
 * What stands there letter by letter again has the same value, which is not parsed again but shared between events: nobody may change it.
 * Parts of a text are kept until the next event of its entity, so a text should be no slice of a large one.
 */
export function createChangeReader(
  { known }: KnownEntities,
  { unavailable }: RuleContext,
): (text: string) => StateChange | undefined {
  const dropUnavailable = unavailable === 'drop'
  const instantOf = createInstantReader()
  const cursor = new TextCursor()
  return (text) => {
    const start = envelopeLength(text)
    const idStart = start + opening.length
    const entity = known(text.slice(idStart, text.indexOf('"', idStart)))
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
    const attributes = attributesAt(cursor, remembered)
    if (attributes === undefined) return undefined
    const ending = endingAt(cursor)
    if (ending === undefined || (start > 0 && !cursor.take('}')) || !cursor.isAtEnd) return undefined
    const { lastChanged, fired, context, stateEnd } = ending
    const time = instantOf(fired)
    if (time === undefined) return undefined
    // What a remembered state has was learned when it was new.
    if (oldState !== remembered.state || oldState?.attributes !== attributes) learn(entity, attributes)
    remembered.state = { text: text.slice(stateStart, stateEnd), state, attributes, last_changed: lastChanged }
    return { entity, state, attributes, oldState, context, time, fired }
  }
}

/** The old state at the cursor; null where there is none, undefined for what is not an object. */
function oldStateAt(cursor: TextCursor, { state }: EntityText): OldState | null | undefined {
  if (state !== undefined && cursor.take(state.text)) return state
  return cursor.take('null') ? null : cursor.recordBefore(beforeState)
}

/** The attributes at the cursor, with what is before and after them. */
function attributesAt(cursor: TextCursor, remembered: EntityText): JsonRecord | undefined {
  const { attributes } = remembered
  if (attributes !== undefined && cursor.take(attributes.text)) return attributes.value
  const start = cursor.at
  if (!cursor.take(afterState)) return undefined
  const value = cursor.recordBefore(afterAttributes)
  if (value === undefined || !cursor.take(afterAttributes)) return undefined
  // It is true whatever becomes of the rest of the text.
  remembered.attributes = { text: cursor.since(start), value }
  return value
}

/** What stands from the value of last_changed on. */
function endingAt(cursor: TextCursor): Ending | undefined {
  const lastChanged = cursor.plain()
  if (lastChanged === undefined || !cursor.take('","last_reported":"')) return undefined
  const lastReported = cursor.plainLike(lastChanged)
  if (lastReported === undefined || !cursor.take('","last_updated":"')) return undefined
  const lastUpdated = cursor.plainLike(lastReported)
  if (lastUpdated === undefined || !cursor.take('","context":')) return undefined
  const stateContext = contextAt(cursor)
  if (stateContext === undefined || !cursor.take('}')) return undefined
  const stateEnd = cursor.at
  if (!cursor.take('},"origin":"LOCAL","time_fired":"')) return undefined
  const fired = cursor.plainLike(lastUpdated)
  if (fired === undefined || !cursor.take('","context":')) return undefined
  const context = cursor.take(stateContext.text) ? stateContext : contextAt(cursor)
  if (context === undefined || !cursor.take('}')) return undefined
  return { lastChanged, fired, context: context.value, stateEnd }
}

const envelope = /^\{"id":(?:0|[1-9]\d{0,14}),"type":"event","event":(?=\{"event_type":)/
const letterI = 0x69

/** The length of what is before the event: 0 where it is bare. */
function envelopeLength(text: string): number {
  return text.charCodeAt(2) === letterI ? (envelope.exec(text)?.[0].length ?? 0) : 0
}
