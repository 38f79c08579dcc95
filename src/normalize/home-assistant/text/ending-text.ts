import { type Instant, parseInstant } from '../../instant.ts'
import type { EventContext } from '../state-change.ts'
import { contextAt } from './event-context-text.ts'
import type { TextCursor } from './text-cursor.ts'

/** What stands after the attributes of a new state, from the value of last_changed on. */
export interface EndingText {
  readonly lastChanged: string
  readonly fired: string
  readonly time: Instant
  readonly context: EventContext
  /** Where the new state ends. */
  readonly stateEnd: number
}

const beforeReported = '","last_reported":"'
const beforeUpdated = '","last_updated":"'
const beforeContext = '","context":'
const afterState = '},"origin":"LOCAL","time_fired":"'

/** The ending at the cursor, of an event that ends at `end`, in the order and form that Home Assistant writes; undefined for anything else. */
export function endingAt(cursor: TextCursor, { end }: { end: number }): EndingText | undefined {
  const lastChanged = cursor.plain()
  if (lastChanged === undefined || !cursor.take(beforeReported)) return undefined
  const lastReported = cursor.plainLike(lastChanged)
  if (lastReported === undefined || !cursor.take(beforeUpdated)) return undefined
  const lastUpdated = cursor.plainLike(lastReported)
  if (lastUpdated === undefined || !cursor.take(beforeContext)) return undefined
  if (contextAt(cursor) === undefined || !cursor.take('}')) return undefined
  const stateEnd = cursor.at
  if (!cursor.take(afterState)) return undefined
  const fired = cursor.plainLike(lastUpdated)
  if (fired === undefined || !cursor.take(beforeContext)) return undefined
  const context = contextAt(cursor)
  if (context === undefined || !cursor.take('}') || cursor.at !== end) return undefined
  const time = parseInstant(fired)
  return time && { lastChanged, fired, time, context, stateEnd }
}
