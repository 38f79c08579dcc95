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
  const read = (message: unknown): readonly MessageItem[] => {
    if (Array.isArray(message)) return message.flatMap(read)
    if (!isRecord(message)) return [drop('not an event', message)]
    const event = message.type === 'event' && isRecord(message.event) ? message.event : message
    if (isRecord(event.data) || event.event_type !== undefined) return [{ kind: 'event', event }]
    const items = compressed(event)
    return items.length > 0 ? items : [drop('not an event', message.type ?? message)]
  }
  return read
}
