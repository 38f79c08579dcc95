import { isRecord, type JsonRecord } from '../record.ts'
import type { MessageItem } from './messages.ts'

/** A state as the ordinary form has it, with times as epoch seconds. */
interface FullState {
  readonly entity_id: string
  readonly state: unknown
  readonly attributes: JsonRecord
  readonly context: JsonRecord
  readonly last_changed: unknown
  readonly last_updated: unknown
}

/**
 * Makes a decoder of the compressed states of `subscribe_entities`: `a` adds whole states, `c` changes them by `+` and
 * `-`, `r` removes them. Members: s state, a attributes, c context (a bare string when it is only an id), lc and lu epoch
 * seconds, lu left out when equal to lc. Each gives one ordinary event; a change of a state that was never added gives one
 * with what the change itself says.
 */
export function createCompressedStates(): (event: JsonRecord) => readonly MessageItem[] {
  const states = new Map<string, FullState>()
  return ({ a: added, c: changed, r: removed }) => {
    const items: MessageItem[] = []
    for (const [entityId, state] of entries(added)) {
      const next = merge({ entityId, before: undefined, plus: state, minus: {} })
      states.set(entityId, next)
      items.push(eventOf(entityId, { newState: next }))
    }
    for (const [entityId, change] of entries(changed)) {
      const before = states.get(entityId)
      const plus = isRecord(change['+']) ? change['+'] : {}
      const next = merge({ entityId, before, plus, minus: isRecord(change['-']) ? change['-'] : {} })
      states.set(entityId, next)
      items.push(eventOf(entityId, { oldState: before, newState: next }))
    }
    for (const entityId of Array.isArray(removed) ? removed : []) {
      if (typeof entityId !== 'string') continue
      items.push(eventOf(entityId, { oldState: states.get(entityId) }))
      states.delete(entityId)
    }
    return items
  }
}

function merge(parts: {
  entityId: string
  before: FullState | undefined
  plus: JsonRecord
  minus: JsonRecord
}): FullState {
  const { entityId, before, plus, minus } = parts
  const attributes: Record<string, unknown> = { ...before?.attributes, ...(isRecord(plus.a) ? plus.a : {}) }
  for (const key of Array.isArray(minus.a) ? minus.a : []) delete attributes[String(key)]
  return {
    entity_id: entityId,
    state: plus.s ?? before?.state,
    attributes,
    context: contextOf(plus.c, before?.context),
    last_changed: plus.lc ?? before?.last_changed,
    last_updated: plus.lu ?? plus.lc ?? before?.last_updated,
  }
}

/** A bare string replaces the id alone; an object replaces what it names. */
function contextOf(compact: unknown, before: JsonRecord = { id: null, parent_id: null, user_id: null }): JsonRecord {
  if (typeof compact === 'string') return { ...before, id: compact }
  return isRecord(compact) ? { ...before, ...compact } : before
}

function eventOf(
  entityId: string,
  { oldState, newState }: { oldState?: FullState | undefined; newState?: FullState },
): MessageItem {
  return {
    kind: 'event',
    event: {
      event_type: 'state_changed',
      data: { entity_id: entityId, old_state: oldState ?? null, new_state: newState ?? null },
      time_fired: newState?.last_updated,
      context: newState?.context,
    },
  }
}

function entries(value: unknown): readonly (readonly [string, JsonRecord])[] {
  if (!isRecord(value)) return []
  return Object.entries(value).filter((entry): entry is [string, JsonRecord] => isRecord(entry[1]))
}
