import { UsageError } from '../../errors/index.ts'
import type { JsonRecord } from '../record.ts'
import type { Entity } from './entity.ts'
import { entities } from './home.ts'
import { createRandom, type Random } from './random.ts'
import type { Reading } from './simulator.ts'
import { isoTime } from './timestamp.ts'
import { ulid } from './ulid.ts'

/** What to generate. */
export interface StateChangesOptions {
  readonly seed: number
  /** Milliseconds since the epoch at which the events begin. */
  readonly startMs: number
  /** Over how many milliseconds they are spread, evenly but for jitter. */
  readonly spanMs: number
  /** How many events. */
  readonly events: number
}

interface Live {
  state: JsonRecord
  reading: Reading
  changedMicros: number
}

const users = ['5f0c8e2b7a9d4c61b3e2f1a098765432', 'c0ffee00b7a94d61a3e2f1a098760001']
/** Domains that people operate. */
const operated = /^(light|switch|fan|climate|cover|lock|media_player|input_|script|scene|button|alarm_control_panel)/
/** An event at noon of the span takes everything down, as a restart does, and half a minute later it is back. */
const restartAt = 0.5

/**
 * `state_changed` events of a home with every domain, in order of time: unavailable states, removed and new entities, imperial units,
 * times without microseconds, times with a negative offset, a restart's bursts (from 500 events on), contexts of users and automations, two
 * events of one entity at one instant, null attributes, attribute keys that need escaping. The same options give the
 * same events.
 */
export function* generateStateChanges(options: StateChangesOptions): Generator<JsonRecord> {
  const { seed, startMs, spanMs, events } = options
  if (!Number.isInteger(events) || events < 0 || !(spanMs > 0)) {
    throw new UsageError({
      operation: 'generate events',
      expected: 'a whole number of events over a positive span',
      found: `${events} events over ${spanMs} ms`,
    })
  }
  const random = createRandom(seed)
  const wheel = entities.flatMap((entity) => Array.from({ length: entity.weight }, () => entity))
  const home = new Map<string, Live>()
  const burst = events >= 500 ? entities.length * 2 : 0
  const ticks = events - burst
  const step = (spanMs * 1000) / Math.max(ticks, 1)
  const restartTick = burst > 0 ? Math.floor(ticks * restartAt) : -1
  let last = startMs * 1000
  let entity: Entity | undefined

  for (let tick = 0; tick < ticks; tick++) {
    if (tick === restartTick) {
      const down = last + 1
      for (const entity of entities) yield outage(entity, down, { home, random })
      const up = down + Math.min(30_000_000, Math.floor(step / 4))
      // A burst: several entities share an instant.
      for (const [i, entity] of entities.entries()) yield change(entity, up + Math.floor(i / 4), { home, random })
      last = up + entities.length
    }
    const micros = timeOf(startMs * 1000 + step * (tick + random.next()), { random, after: last })
    // Two events of one entity at one instant: the later one overwrites.
    const again: Entity | undefined = random.chance(0.006) ? entity : undefined
    entity = again ?? random.pick(wheel)
    const at = again === undefined ? micros : last
    const live = home.get(entity.entityId)
    if (live !== undefined && random.chance(0.006)) yield removal(entity, at, { home, random })
    else if (random.chance(0.02)) yield outage(entity, at, { home, random })
    else yield change(entity, at, { home, random })
    last = at
  }
}

interface World {
  readonly home: Map<string, Live>
  readonly random: Random
}

function timeOf(micros: number, { random, after }: { random: Random; after: number }): number {
  const whole = Math.max(Math.floor(micros), after)
  return random.chance(0.02) ? Math.max(Math.ceil(whole / 1e6) * 1e6, after) : whole
}

function change(entity: Entity, micros: number, { home, random }: World): JsonRecord {
  const before = home.get(entity.entityId)
  let reading = entity.next(random, before?.reading)
  // An identical write fires no event: try for another.
  for (let tries = 0; tries < 3 && before !== undefined && reading.state === before.state.state; tries++) {
    reading = entity.next(random, before.reading)
  }
  return fire(entity, micros, {
    home,
    random,
    reading,
    state: reading.state,
    attributes: { ...entity.attributes, ...reading.attributes },
  })
}

function outage(entity: Entity, micros: number, { home, random }: World): JsonRecord {
  const reading = home.get(entity.entityId)?.reading ?? entity.next(random, undefined)
  const state = random.chance(0.85) ? 'unavailable' : 'unknown'
  return fire(entity, micros, { home, random, reading, state, attributes: entity.attributes })
}

function removal(entity: Entity, micros: number, { home, random }: World): JsonRecord {
  const oldState = home.get(entity.entityId)?.state ?? null
  home.delete(entity.entityId)
  const context = { id: ulid(random, micros / 1000), parent_id: null, user_id: null }
  return envelope({ entityId: entity.entityId, oldState, newState: null, context, time: isoTime(micros) })
}

function fire(
  entity: Entity,
  micros: number,
  parts: World & { readonly reading: Reading; readonly state: string; readonly attributes: JsonRecord },
): JsonRecord {
  const { home, random, reading, state, attributes } = parts
  const before = home.get(entity.entityId)
  const changedMicros = before?.state.state === state ? before.changedMicros : micros
  const context = contextOf(entity, micros, { random })
  const newState = {
    entity_id: entity.entityId,
    state,
    attributes,
    last_changed: isoTime(changedMicros),
    last_reported: isoTime(micros),
    last_updated: isoTime(micros),
    context,
  }
  home.set(entity.entityId, { state: newState, reading, changedMicros })
  const time = random.chance(0.01) ? isoTime(micros, random.pick([-300, -210, 330])) : isoTime(micros)
  return envelope({ entityId: entity.entityId, oldState: before?.state ?? null, newState, context, time })
}

function contextOf({ entityId }: Entity, micros: number, { random }: { random: Random }): JsonRecord {
  const id = ulid(random, micros / 1000)
  const byUser = operated.test(entityId) && random.chance(0.3)
  const byAutomation = !byUser && operated.test(entityId) && random.chance(0.3)
  return {
    id,
    parent_id: byAutomation ? ulid(random, micros / 1000 - 5) : null,
    user_id: byUser ? random.pick(users) : null,
  }
}

function envelope(parts: {
  entityId: string
  oldState: JsonRecord | null
  newState: JsonRecord | null
  context: JsonRecord
  time: string
}): JsonRecord {
  return {
    event_type: 'state_changed',
    data: { entity_id: parts.entityId, old_state: parts.oldState, new_state: parts.newState },
    origin: 'LOCAL',
    time_fired: parts.time,
    context: parts.context,
  }
}
