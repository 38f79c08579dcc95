import { expect, test } from 'vitest'
import type { JsonRecord } from '../record.ts'
import type { PointShape } from '../shape.ts'
import { createHomeAssistantNormalizer } from './normalizer.ts'
import { parseRegistry } from './registry.ts'
import { homeAssistantShape, homeiqShape } from './shapes.ts'
import { event, pointOf, sensor } from './testing/state-changed.ts'

const numbers: readonly [
  what: string,
  entityId: string,
  state: string,
  attributes: JsonRecord,
  value: number | undefined,
][] = [
  ['Fahrenheit', 'sensor.t', '71.6', sensor('°F', 'temperature'), 22],
  ['watt hours, a whole number', 'sensor.e', '1284533', sensor('Wh', 'energy', 'total_increasing'), 1284.533],
  ['a difference of temperatures', 'sensor.d', '9', sensor('°F', 'temperature_delta'), 5],
  ['kelvin of a temperature', 'sensor.k', '300', sensor('K', 'temperature'), 26.85],
  ['kelvin of a colour', 'sensor.k', '2700', { unit_of_measurement: 'K', state_class: 'measurement' }, 2700],
  ['a unit without conversion', 'sensor.h', '41', sensor('%', 'humidity'), 41],
  ['a small float of Python', 'sensor.p', '1e-05', sensor('W', 'power'), 0.00001],
  ['a state class without a unit', 'sensor.n', '3', { state_class: 'measurement' }, 3],
  ['rain in inches', 'sensor.r', '1', sensor('in', 'precipitation'), 25.4],
  ['an input_number', 'input_number.n', '21.0', {}, 21],
  ['a number with a unit', 'number.n', '50', { unit_of_measurement: '°F' }, 10],
  ['a counter', 'counter.c', '7', {}, 7],
  ['a timestamp', 'sensor.w', '2026-01-15T08:45:00+00:00', { device_class: 'timestamp' }, undefined],
  ['an enum of digits', 'sensor.x', '1', { device_class: 'enum', unit_of_measurement: '°C' }, undefined],
  ['digits without unit or class', 'sensor.o', '1', {}, undefined],
  ['NaN of a numeric sensor', 'sensor.p', 'nan', sensor('W', 'power'), undefined],
  ['infinity of a numeric sensor', 'sensor.p', 'inf', sensor('W', 'power'), undefined],
  ['digits of another script', 'sensor.p', '١٢', sensor('W', 'power'), undefined],
  ['underscores between digits', 'sensor.p', '1_000', sensor('W', 'power'), undefined],
  ['unavailable', 'sensor.t', 'unavailable', sensor('°F', 'temperature'), undefined],
  ['an open door', 'binary_sensor.d', 'on', { device_class: 'door' }, 1],
  ['a closed door', 'binary_sensor.d', 'off', { device_class: 'door' }, 0],
  ['an unknown door', 'binary_sensor.d', 'unknown', { device_class: 'door' }, undefined],
  ['a light that is on', 'light.l', 'on', { brightness: 180 }, 1],
  ['a switch that is off', 'switch.s', 'off', {}, 0],
  ['a locked lock', 'lock.l', 'locked', {}, 1],
  ['an unlocked lock', 'lock.l', 'unlocked', {}, 0],
  ['a jammed lock', 'lock.l', 'jammed', {}, undefined],
  ['an open cover', 'cover.c', 'open', {}, 1],
  ['an opening cover', 'cover.c', 'opening', {}, undefined],
  ['the sun below the horizon', 'sun.sun', 'below_horizon', {}, 0],
  ['a person at home', 'person.a', 'home', {}, 1],
  ['a person in a zone', 'person.a', 'Work', {}, undefined],
  ['a heating thermostat', 'climate.c', 'heat_cool', {}, undefined],
  ['a playing speaker', 'media_player.m', 'playing', {}, undefined],
  ['a speaker that is on', 'media_player.m', 'on', {}, undefined],
  ['an armed alarm', 'alarm_control_panel.a', 'armed_away', {}, undefined],
  ['a select of "on"', 'select.s', 'on', {}, undefined],
  ['a select of "1"', 'input_select.s', '1', {}, undefined],
  ['a text of digits', 'input_text.t', '12', { unit_of_measurement: '°C' }, undefined],
  ['a docked vacuum', 'vacuum.v', 'docked', {}, undefined],
  ['a pressed button', 'button.b', '2026-01-15T08:45:00+00:00', {}, undefined],
]
for (const [what, entityId, state, attributes, value] of numbers) {
  test(`${what} has ${value === undefined ? 'no number' : `the number ${value}`} and keeps its text`, () => {
    const { fields } = pointOf(event(entityId, state, { attributes }))
    expect(fields.state_value).toBe(state)
    if (value === undefined) expect(fields).not.toHaveProperty('normalized_value')
    else expect(fields.normalized_value).toBeCloseTo(value, 9)
  })
}

test('a conversion is reported with its units, and the unit is the one after it', () => {
  const { fields, decisions } = pointOf(event('sensor.t', '71.6', { attributes: sensor('°F', 'temperature') }))
  expect(fields.unit_of_measurement).toBe('°C')
  expect(decisions).toEqual([
    { kind: 'converted', rule: 'normalized_value', key: 'normalized_value', from: '°F', to: '°C' },
  ])
})

test('prose of a numeric entity is reported', () => {
  const { decisions } = pointOf(event('sensor.t', '5 W', { attributes: sensor('W', 'power') }))
  expect(decisions).toEqual([
    { kind: 'omitted', rule: 'normalized_value', key: 'normalized_value', reason: 'not a number' },
  ])
})

test('a unit of the deployment replaces the default', () => {
  const given = event('sensor.t', '0', { attributes: sensor('°C', 'temperature') })
  expect(pointOf(given, { units: { temperature: '°F' } }).fields).toMatchObject({
    normalized_value: 32,
    unit_of_measurement: '°F',
  })
})

const drops: readonly [what: string, given: unknown, reason: string][] = [
  [
    'a removed entity',
    event('sensor.a', 'x', { outer: { data: { entity_id: 'sensor.a', old_state: {}, new_state: null } } }),
    'entity removed',
  ],
  ['an event without new state', event('sensor.a', 'x', { outer: { data: { entity_id: 'sensor.a' } } }), 'no state'],
  ['an empty state', event('sensor.a', ''), 'empty state'],
  ['a state that is no text', event('sensor.a', 5), 'no state'],
  ['an id in capitals', event('Sensor.a', 'x'), 'invalid entity id'],
  ['an id with two underscores', event('sensor.a__b', 'x'), 'invalid entity id'],
  ['an id without domain', event('sensor', 'x'), 'invalid entity id'],
  ['another event', event('sensor.a', 'x', { outer: { event_type: 'call_service' } }), 'not a state change'],
  ['a time without offset', event('sensor.a', 'x', { outer: { time_fired: '2026-01-15T07:31:04' } }), 'invalid time'],
  ['a time that is none', event('sensor.a', 'x', { outer: { time_fired: 'now' } }), 'invalid time'],
  ['no data', { event_type: 'state_changed' }, 'not an event'],
  ['a number', 5, 'not an event'],
]
for (const [what, given, reason] of drops) {
  test(`drops ${what}`, () => {
    expect(createHomeAssistantNormalizer({ shape: homeiqShape }).normalize(given)).toMatchObject({
      kind: 'drop',
      reason,
    })
  })
}

test('unavailable is dropped where the deployment says so', () => {
  const { normalize } = createHomeAssistantNormalizer({ shape: homeiqShape, unavailable: 'drop' })
  expect(normalize(event('sensor.a', 'unavailable'))).toMatchObject({ kind: 'drop', reason: 'state unavailable' })
})

test('digits are allowed in a domain', () => {
  expect(pointOf(event('3d_printer.p', 'idle')).tags).toMatchObject({ domain: '3d_printer' })
})

test('a time without fraction, and one with another offset, are the same instant', () => {
  const times = ['2026-01-15T07:31:04+00:00', '2026-01-15T02:31:04-05:00', '2026-01-15T07:31:04.000000Z']
  const stamps = times.map((fired) => pointOf(event('sensor.a', 'x', { outer: { time_fired: fired } })).time)
  expect(stamps).toEqual(times.map(() => 1768462264000000000n))
})

test('without time_fired the point stands at last_updated', () => {
  expect(pointOf(event('sensor.a', 'x', { outer: { time_fired: undefined } })).time).toBe(1768462264512345000n)
})

test('contexts are fields and never tags', () => {
  const context = {
    id: '01KEZ3J9Q0W6T5B8V7N4M2X1CD',
    parent_id: '01KEZ3J9Q0W6T5B8V7N4M2X1CC',
    user_id: '5f0c8e2b7a9d4c61b3e2f1a098765432',
  }
  const { fields, tags } = pointOf(event('switch.s', 'off', { outer: { context } }))
  expect(fields).toMatchObject({
    context_id: context.id,
    context_parent_id: context.parent_id,
    context_user_id: context.user_id,
  })
  expect(Object.keys(tags)).toEqual(['entity_id', 'domain', 'time_of_day'])
})

test('a context of the state serves where the event has none', () => {
  const given = event('switch.s', 'off', { outer: { context: undefined } })
  Object.assign(given.data.new_state, { context: { id: 'x', parent_id: null, user_id: '' } })
  expect(pointOf(given).fields).toMatchObject({ context_id: 'x' })
  expect(pointOf(given).fields).not.toHaveProperty('context_user_id')
})

const durations: readonly [since: unknown, seconds: bigint | undefined][] = [
  ['2026-01-15T07:30:04.512345+00:00', 60n],
  ['2026-01-15T07:31:03.9+00:00', 0n],
  ['2026-01-15T02:00:04.512345-05:00', 1860n],
  ['2026-01-15T08:00:00+00:00', 0n],
  ['yesterday', undefined],
  [undefined, undefined],
]
for (const [since, seconds] of durations) {
  test(`a state since ${since} lasted ${seconds ?? 'nobody knows how many'} seconds`, () => {
    const { fields } = pointOf(event('switch.s', 'off', { old: { state: 'on', last_changed: since } }))
    expect(fields.duration_seconds).toBe(seconds)
    expect(fields.previous_state).toBe('on')
  })
}

test('a new entity has no previous state and no duration', () => {
  const { fields } = pointOf(event('switch.s', 'off'))
  expect(fields).not.toHaveProperty('previous_state')
  expect(fields).not.toHaveProperty('duration_seconds')
})

test('a clamped duration is reported', () => {
  const { decisions } = pointOf(
    event('switch.s', 'off', { old: { state: 'on', last_changed: '2026-01-15T08:00:00+00:00' } }),
  )
  expect(decisions).toMatchObject([{ kind: 'converted', rule: 'duration', to: '0' }])
})

const energies: readonly [
  what: string,
  before: string,
  after: string,
  stateClass: string,
  counted: number | undefined,
][] = [
  ['what was counted', '1284533', '1284633', 'total_increasing', 0.1],
  ['nothing', '1284533', '1284533', 'total_increasing', 0],
  ['its new total after a restart', '1284533', '250', 'total_increasing', 0.25],
  ['nothing of a dip', '1000', '950', 'total_increasing', 0],
  ['nothing of a dip of a tenth', '1000', '900', 'total_increasing', 0],
  ['a fall of a total that may fall', '1000', '400', 'total', -0.6],
  ['nothing known after an outage', 'unavailable', '1000', 'total_increasing', undefined],
  ['nothing known in an outage', '1000', 'unavailable', 'total_increasing', undefined],
  ['nothing of what is no meter', '1000', '2000', 'measurement', undefined],
]
for (const [what, before, after, stateClass, counted] of energies) {
  test(`energy_consumption is ${what}`, () => {
    const attributes = sensor('Wh', 'energy', stateClass)
    const { fields } = pointOf(event('sensor.e', after, { attributes, old: { state: before, attributes } }))
    if (counted === undefined) expect(fields).not.toHaveProperty('energy_consumption')
    else expect(fields.energy_consumption).toBeCloseTo(counted, 9)
  })
}

test('a meter that changed its unit counts on', () => {
  const old = { state: '1.5', attributes: sensor('kWh', 'energy', 'total_increasing') }
  const { fields } = pointOf(event('sensor.e', '1600', { attributes: sensor('Wh', 'energy', 'total_increasing'), old }))
  expect(fields.energy_consumption).toBeCloseTo(0.1, 9)
})

const confidences: readonly [attributes: JsonRecord, confidence: number | undefined][] = [
  [{ confidence: 0.8 }, 0.8],
  [{ probability: 1 }, 1],
  [{ probability: 0 }, 0],
  [{ probability: 1.1 }, undefined],
  [{ confidence: -0.1 }, undefined],
  [{ confidence: '0.8' }, undefined],
  [{ confidence: null }, undefined],
]
for (const [attributes, confidence] of confidences) {
  test(`${JSON.stringify(attributes)} gives ${confidence ?? 'no'} confidence`, () => {
    expect(pointOf(event('binary_sensor.b', 'on', { attributes })).fields.confidence).toBe(confidence)
  })
}

const attributeShape: PointShape = {
  measurement: 'm',
  tags: [],
  fields: {
    state_value: { type: 'string' },
    attr_azimuth: { type: 'float' },
    attr_repeat: { type: 'string' },
    attr_muted: { type: 'boolean' },
  },
}

test('a whole number in a declared float attribute is a float, and other types are left out and reported', () => {
  const { normalize } = createHomeAssistantNormalizer({ shape: attributeShape })
  const outcome = normalize(
    event('sun.sun', 'x', { attributes: { azimuth: 101, repeat: 'all', muted: false, other: 1 } }),
  )
  expect(outcome).toMatchObject({
    point: {
      fields: [
        ['state_value', { type: 'string', value: 'x' }],
        ['attr_azimuth', { type: 'float', value: 101 }],
        ['attr_repeat', { type: 'string', value: 'all' }],
        ['attr_muted', { type: 'boolean', value: false }],
      ],
    },
    decisions: [],
  })
  const wrong = normalize(event('sun.sun', 'x', { attributes: { azimuth: '101', repeat: true, muted: null } }))
  expect(wrong).toMatchObject({
    point: { fields: [['state_value', { type: 'string', value: 'x' }]] },
    decisions: [
      { key: 'attr_azimuth', reason: 'wrong type' },
      { key: 'attr_repeat', reason: 'wrong type' },
      { key: 'attr_muted', reason: 'null' },
    ],
  })
})

test('the first device class and friendly name of an entity stay its tags', () => {
  const { normalize } = createHomeAssistantNormalizer({ shape: homeAssistantShape })
  const tagsOf = (attributes: JsonRecord) => {
    const outcome = normalize(event('sensor.x', '1', { attributes }))
    return outcome.kind === 'point' ? Object.fromEntries(outcome.point.tags) : undefined
  }
  expect(tagsOf({})).toEqual({ entity_id: 'sensor.x', domain: 'sensor', time_of_day: 'morning' })
  expect(tagsOf({ device_class: 'power', friendly_name: 'X' })).toMatchObject({
    device_class: 'power',
    device_name: 'X',
  })
  expect(tagsOf({ device_class: 'energy', friendly_name: 'Y' })).toMatchObject({
    device_class: 'power',
    device_name: 'X',
  })
})

const registry = parseRegistry({
  areas: [
    { area_id: 'bedroom_2', name: 'Guest Room' },
    { area_id: 'garten', name: 'Gärten' },
  ],
  devices: [
    {
      id: 'd1',
      name: 'Lamp',
      name_by_user: 'My = lamp',
      manufacturer: 'Signify',
      model: 'LTA001',
      sw_version: '1.1',
      area_id: 'garten',
    },
  ],
  entities: [
    { entity_id: 'light.l', device_id: 'd1', area_id: 'bedroom_2', platform: 'hue', entity_category: null },
    { entity_id: 'sensor.l', device_id: 'd1', area_id: null, platform: 'hue', entity_category: 'diagnostic' },
    { entity_id: 'sensor.n', device_id: null, platform: 'rest', entity_category: 'null' },
  ],
})

test('the registry gives device, area, integration, category and metadata', () => {
  const { tags, fields } = pointOf(event('light.l', 'on', { attributes: { friendly_name: 'F' } }), { registry })
  expect(tags).toEqual({
    entity_id: 'light.l',
    domain: 'light',
    area: 'guest_room',
    device_name: 'My = lamp',
    device_id: 'd1',
    area_id: 'bedroom_2',
    integration: 'hue',
    time_of_day: 'morning',
  })
  expect(fields).toMatchObject({ manufacturer: 'Signify', model: 'LTA001', sw_version: '1.1' })
})

test("an entity without an area is in its device's, and a diagnostic entity says so", () => {
  const { tags } = pointOf(event('sensor.l', '5'), { registry })
  expect(tags).toMatchObject({ area: 'garten', area_id: 'garten', entity_category: 'diagnostic' })
})

test('the text "null" is no category', () => {
  const { tags } = pointOf(event('sensor.n', '5', { attributes: { friendly_name: 'N' } }), { registry })
  expect(tags).toEqual({
    entity_id: 'sensor.n',
    domain: 'sensor',
    device_name: 'N',
    integration: 'rest',
    time_of_day: 'morning',
  })
})

test('the part of the day is that of the home', () => {
  expect(pointOf(event('sensor.a', 'x'), { timeZone: 'America/New_York' }).tags.time_of_day).toBe('night')
})
