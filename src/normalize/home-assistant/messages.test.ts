import { expect, test } from 'vitest'
import { createMessageReader } from './messages.ts'
import { createHomeAssistantNormalizer } from './normalizer.ts'
import { homeiqShape } from './shapes.ts'

const event = {
  event_type: 'state_changed',
  data: { entity_id: 'light.a', old_state: null, new_state: { state: 'on' } },
  time_fired: '2026-01-15T07:31:04+00:00',
}

test('reads a bare event, an envelope and a list of envelopes', () => {
  const read = createMessageReader()
  const envelope = { id: 1, type: 'event', event }
  for (const message of [event, envelope]) expect(read(message)).toEqual([{ kind: 'event', event }])
  expect(read([envelope, envelope])).toEqual([
    { kind: 'event', event },
    { kind: 'event', event },
  ])
})

test('what is no event is a drop', () => {
  const read = createMessageReader()
  for (const message of [{ type: 'auth_ok' }, { id: 1, type: 'result', success: true }, {}, 5, null, 'x']) {
    expect(read(message)).toMatchObject([{ kind: 'drop', reason: 'not an event' }])
  }
})

test('an event is known by its data or its type, in an envelope or bare', () => {
  const read = createMessageReader()
  for (const bare of [{ data: {} }, { event_type: 'call_service' }, { event_type: null, data: 5 }]) {
    expect(read(bare)).toEqual([{ kind: 'event', event: bare }])
    expect(read({ id: 1, type: 'event', event: bare })).toEqual([{ kind: 'event', event: bare }])
    expect(read({ id: 1, type: 'other', event: bare })).toEqual([
      { kind: 'drop', reason: 'not an event', detail: 'other' },
    ])
  }
  expect(read({ type: 'event', event: 5 })).toEqual([{ kind: 'drop', reason: 'not an event', detail: 'event' }])
  expect(read({ id: 1 })).toEqual([{ kind: 'drop', reason: 'not an event', detail: '{"id":1}' }])
  expect(read([[5]])).toEqual([{ kind: 'drop', reason: 'not an event', detail: '5' }])
})

test('compressed states are added, changed and removed', () => {
  const read = createMessageReader()
  const send = (compressed: unknown) => read({ id: 1, type: 'event', event: compressed })
  const added = { s: '20.5', a: { unit_of_measurement: '°C', old: 1 }, c: '01A', lc: 1768462264.5 }
  const first = {
    entity_id: 'sensor.a',
    state: '20.5',
    attributes: { unit_of_measurement: '°C', old: 1 },
    context: { id: '01A', parent_id: null, user_id: null },
    last_changed: 1768462264.5,
    last_updated: 1768462264.5,
  }
  expect(send({ a: { 'sensor.a': added } })).toEqual([
    {
      kind: 'event',
      event: {
        event_type: 'state_changed',
        data: { entity_id: 'sensor.a', old_state: null, new_state: first },
        time_fired: 1768462264.5,
        context: first.context,
      },
    },
  ])

  const change = { '+': { a: { fresh: true }, c: { id: '01B', user_id: 'u' }, lu: 1768462270 }, '-': { a: ['old'] } }
  const second = {
    ...first,
    attributes: { unit_of_measurement: '°C', fresh: true },
    context: { id: '01B', parent_id: null, user_id: 'u' },
    last_updated: 1768462270,
  }
  const [changed] = send({ c: { 'sensor.a': change } })
  expect(changed).toEqual({
    kind: 'event',
    event: {
      event_type: 'state_changed',
      data: { entity_id: 'sensor.a', old_state: first, new_state: second },
      time_fired: 1768462270,
      context: second.context,
    },
  })

  const third = {
    ...second,
    state: '21',
    context: { id: '01C', parent_id: null, user_id: 'u' },
    last_changed: 1768462280,
    last_updated: 1768462280,
  }
  expect(send({ c: { 'sensor.a': { '+': { s: '21', c: '01C', lc: 1768462280 } } } })).toMatchObject([
    { event: { data: { old_state: second, new_state: third } } },
  ])

  expect(send({ r: ['sensor.a', 5] })).toMatchObject([{ event: { data: { old_state: third, new_state: null } } }])
  expect(send({ c: { 'sensor.b': { '+': { lu: 1 } } } })).toMatchObject([
    { event: { data: { old_state: null, new_state: { state: undefined } } } },
  ])
})

test('a removed state is forgotten, and one that was never there has none before', () => {
  const read = createMessageReader()
  const statesOf = (compressed: unknown) =>
    read(compressed).map((item) => {
      const { old_state: before, new_state: after } = (item.kind === 'event' ? item.event.data : {}) as never
      return [before, after]
    })
  read({ a: { 'sensor.a': { s: '1', a: { x: 1 }, lc: 5 } } })
  expect(statesOf({ r: ['sensor.a'] })).toMatchObject([[{ state: '1', attributes: { x: 1 } }, null]])
  expect(statesOf({ r: ['sensor.a'] })).toEqual([[null, null]])
  expect(statesOf({ c: { 'sensor.a': { '+': { s: '2' } } } })).toMatchObject([[null, { state: '2', attributes: {} }]])
})

test('a compressed message of nothing that is a state is no event', () => {
  const read = createMessageReader()
  for (const message of [
    { a: { 'sensor.a': 5 } },
    { c: { 'sensor.a': null } },
    { r: [5] },
    { a: [] },
    { r: 'sensor.a' },
  ]) {
    expect(read(message)).toMatchObject([{ kind: 'drop', reason: 'not an event' }])
  }
})

test('a change without parts leaves the state as it was', () => {
  const read = createMessageReader()
  read({ a: { 'sensor.a': { s: '1', a: { x: 1 }, c: { id: 'i' }, lc: 5, lu: 6 } } })
  for (const change of [{}, { '+': 5, '-': 'x' }, { '+': {}, '-': { a: 'x' } }]) {
    expect(read({ c: { 'sensor.a': change } })).toMatchObject([
      {
        event: {
          time_fired: 6,
          data: {
            new_state: { state: '1', attributes: { x: 1 }, last_changed: 5, last_updated: 6, context: { id: 'i' } },
          },
        },
      },
    ])
  }
})

test('a compressed state gives the point of its ordinary form', () => {
  const { normalize } = createHomeAssistantNormalizer({ shape: homeiqShape })
  const [item] = createMessageReader()({
    id: 1,
    type: 'event',
    event: { a: { 'light.a': { s: 'on', a: {}, c: '01A', lc: 1768462264.512345 } } },
  })
  const compressed = item?.kind === 'event' ? normalize(item.event) : undefined
  const context = { id: '01A', parent_id: null, user_id: null }
  expect(compressed).toEqual(normalize({ ...event, time_fired: '2026-01-15T07:31:04.512345+00:00', context }))
})
