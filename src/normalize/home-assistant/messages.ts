import { type Drop, drop } from '../outcome.ts'
import { isRecord } from '../record.ts'
import { createCompressedStates } from './compressed-states.ts'
import type { RawEvent } from './state-change.ts'

/** What a message holds, in order: events, and drops for what is none. */
export type MessageItem = { readonly kind: 'event'; readonly event: RawEvent } | Drop

/**
 * Makes a reader of whatever Home Assistant sends: a bare event, its WebSocket envelope
 * (`{"id":1,"type":"event","event":{…}}`), a list of envelopes (coalesced messages), and the compressed form of
 * `subscribe_entities`, for which it remembers the states that later messages are relative to.
 */
export function createMessageReader(): (message: unknown) => readonly MessageItem[] {
  const compressed = createCompressedStates()
  const readOne = (message: unknown): readonly MessageItem[] => {
    if (!isRecord(message)) return [drop('not an event', message)]
    const event = message.type === 'event' && isRecord(message.event) ? message.event : message
    if (isRecord(event.data) || event.event_type !== undefined) return [{ kind: 'event', event }]
    const items = compressed(event)
    return items.length > 0 ? items : [drop('not an event', message.type ?? message)]
  }
  return (message) => (Array.isArray(message) ? leavesOf(message).flatMap(readOne) : readOne(message))
}

/** What is no list in lists of lists, in order. Without recursion: JSON may be deeper than the call stack. */
function leavesOf(list: readonly unknown[]): unknown[] {
  const leaves: unknown[] = []
  const open = [list.values()]
  for (let values = open.at(-1); values !== undefined; values = open.at(-1)) {
    const { done, value } = values.next()
    if (done) open.pop()
    else if (Array.isArray(value)) open.push(value.values())
    else leaves.push(value)
  }
  return leaves
}
