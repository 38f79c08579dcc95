import { expect, test } from 'vitest'
import type { JsonRecord } from '../record.ts'
import { createHomeAssistantNormalizer } from './normalizer.ts'
import type { HomeAssistantOptions } from './options.ts'
import { homeAssistantShape } from './shapes.ts'

const imperial = {
  temperature: 28.4,
  temperature_unit: '°F',
  humidity: 68,
  pressure: 30.12,
  pressure_unit: 'inHg',
  wind_speed: 7.46,
  wind_speed_unit: 'mph',
}

function event(
  entityId: string,
  state: string,
  { attributes = {}, at = '07:31:04' }: { attributes?: JsonRecord; at?: string } = {},
) {
  return {
    event_type: 'state_changed',
    data: { entity_id: entityId, old_state: null, new_state: { state, attributes } },
    time_fired: `2026-01-15T${at}+00:00`,
  }
}

/** What the last of some events says about the weather. */
function weatherOf(events: readonly unknown[], options: Partial<HomeAssistantOptions> = {}) {
  const { normalize } = createHomeAssistantNormalizer({ shape: homeAssistantShape, ...options })
  const outcome = events.map((given) => normalize(given)).at(-1)
  if (outcome?.kind !== 'point') throw new Error('expected a point')
  const { tags, fields } = outcome.point
  const number = (key: string) => {
    const field = fields.find(([name]) => name === key)?.[1]
    return field?.type === 'float' ? Number(field.value.toFixed(4)) : undefined
  }
  return {
    condition: tags.find(([key]) => key === 'weather_condition')?.[1],
    numbers: [number('weather_temp'), number('weather_humidity'), number('weather_pressure')],
    decisions: outcome.decisions,
  }
}

const sensor = event('sensor.a', 'x')

test('the latest weather is joined onto events of other entities, each measure by its own unit', () => {
  const { condition, numbers, decisions } = weatherOf([
    event('weather.home', 'partlycloudy', { attributes: imperial }),
    sensor,
  ])
  expect(condition).toBe('partlycloudy')
  expect(numbers).toEqual([-2, 68, 1019.9804])
  expect(decisions).toEqual([])
})

test("the weather's own event has it too, and reports the conversions", () => {
  const { numbers, decisions } = weatherOf([event('weather.home', 'partlycloudy', { attributes: imperial })])
  expect(numbers).toEqual([-2, 68, 1019.9804])
  expect(decisions).toEqual([
    { kind: 'converted', rule: 'weather-context', key: 'weather_temp', from: '°F', to: '°C' },
    { kind: 'converted', rule: 'weather-context', key: 'weather_pressure', from: 'inHg', to: 'hPa' },
  ])
})

test('before any weather there is none', () => {
  expect(weatherOf([sensor])).toEqual({
    condition: undefined,
    numbers: [undefined, undefined, undefined],
    decisions: [],
  })
})

test('null measures are left out and reported', () => {
  const attributes = { ...imperial, temperature: null, humidity: null }
  const { numbers, decisions } = weatherOf([event('weather.home', 'sunny', { attributes })])
  expect(numbers).toEqual([undefined, undefined, 1019.9804])
  expect(decisions).toContainEqual({ kind: 'omitted', rule: 'weather-context', key: 'weather_temp', reason: 'null' })
  expect(decisions).toContainEqual({
    kind: 'omitted',
    rule: 'weather-context',
    key: 'weather_humidity',
    reason: 'null',
  })
})

const unreadable: readonly [what: string, attributes: JsonRecord, reason: string][] = [
  ['without its unit', { temperature: 28.4 }, 'no unit'],
  ['in an unknown unit', { temperature: 28.4, temperature_unit: 'F' }, 'unknown unit'],
  ['that is a text', { temperature: '28.4', temperature_unit: '°F' }, 'not a number'],
  ['that is no finite number', { temperature: Number.NaN, temperature_unit: '°F' }, 'not finite'],
]
for (const [what, attributes, reason] of unreadable) {
  test(`a temperature ${what} is left out`, () => {
    const { numbers, decisions } = weatherOf([event('weather.home', 'sunny', { attributes })])
    expect(numbers[0]).toBeUndefined()
    expect(decisions).toContainEqual({ kind: 'omitted', rule: 'weather-context', key: 'weather_temp', reason })
  })
}

test('an unavailable weather is joined no more', () => {
  const weather = event('weather.home', 'sunny', { attributes: imperial })
  expect(weatherOf([weather, event('weather.home', 'unavailable'), sensor]).condition).toBeUndefined()
})

test('a weather that is too old is joined no more', () => {
  const weather = event('weather.home', 'sunny', { attributes: imperial, at: '01:31:03' })
  expect(weatherOf([weather, sensor])).toMatchObject({
    condition: undefined,
    numbers: [undefined, undefined, undefined],
    decisions: [{ kind: 'omitted', rule: 'weather-context', key: 'weather_condition', reason: 'stale' }],
  })
  expect(weatherOf([event('weather.home', 'sunny', { attributes: imperial, at: '01:31:04' }), sensor]).condition).toBe(
    'sunny',
  )
  expect(weatherOf([weather, sensor], { weatherMaxAgeSeconds: 30_000 }).condition).toBe('sunny')
})

test('the weather of another entity is not joined where one is named', () => {
  const events = [event('weather.home', 'sunny'), event('weather.away', 'hail'), sensor]
  expect(weatherOf(events).condition).toBe('hail')
  expect(weatherOf(events, { weatherEntity: 'weather.home' }).condition).toBe('sunny')
})

test("the contract's unit is the unit of the field", () => {
  const shape = {
    ...homeAssistantShape,
    fields: { ...homeAssistantShape.fields, weather_temp: { type: 'float' as const, unit: 'K' } },
  }
  expect(weatherOf([event('weather.home', 'sunny', { attributes: imperial }), sensor], { shape }).numbers[0]).toBe(
    271.15,
  )
})

test('a state that is no condition makes no tag and is reported', () => {
  const { condition, numbers, decisions } = weatherOf([event('weather.home', 'Sturm 7', { attributes: imperial })])
  expect([condition, numbers[0]]).toEqual([undefined, -2])
  expect(decisions).toContainEqual({
    kind: 'omitted',
    rule: 'weather-context',
    key: 'weather_condition',
    reason: 'not in vocabulary',
  })
})

test('wind speed is joined where it is declared', () => {
  const fields = { ...homeAssistantShape.fields, wind_speed: { type: 'integer' as const, unit: 'km/h' } }
  const { normalize } = createHomeAssistantNormalizer({ shape: { ...homeAssistantShape, fields } })
  const outcome = normalize(event('weather.home', 'windy', { attributes: imperial }))
  const written = outcome.kind === 'point' ? Object.fromEntries(outcome.point.fields).wind_speed : undefined
  expect(written).toEqual({ type: 'integer', value: 12n })
})

const conditions =
  'clear-night cloudy exceptional fog hail lightning lightning-rainy partlycloudy pouring rainy snowy snowy-rainy sunny windy windy-variant'
test('every condition of Home Assistant is a tag, and no other text', () => {
  for (const condition of conditions.split(' ')) {
    expect(weatherOf([event('weather.home', condition), sensor]).condition).toBe(condition)
  }
  for (const other of ['Sunny', 'rain', 'unknown']) {
    expect(weatherOf([event('weather.home', other), sensor]).condition).toBeUndefined()
  }
})

test('a measure in the unit of the deployment is not converted, and one that is absent is not missed', () => {
  const attributes = { temperature: 20.5, temperature_unit: '°C' }
  const { numbers, decisions } = weatherOf([event('weather.home', 'sunny', { attributes })])
  expect(numbers).toEqual([20.5, undefined, undefined])
  expect(decisions).toEqual([])
})

test('units of the deployment are those of the weather too', () => {
  const { numbers } = weatherOf([event('weather.home', 'sunny', { attributes: imperial }), sensor], {
    shape: { ...homeAssistantShape, fields: { weather_temp: { type: 'float' }, state_value: { type: 'string' } } },
    units: { temperature: '°F' },
  })
  expect(numbers).toEqual([28.4, undefined, undefined])
})

test('weather is joined where only its fields, or only its tag, is declared, and nowhere else', () => {
  const state_value = { type: 'string' } as const
  const events = [event('weather.home', 'Sturm 7', { attributes: imperial }), sensor]
  const only = (tags: readonly string[], fields: typeof homeAssistantShape.fields) =>
    weatherOf(events, { shape: { measurement: 'm', tags, fields } })
  expect(only([], { state_value, weather_humidity: { type: 'float' } }).numbers).toEqual([undefined, 68, undefined])
  expect(only([], { state_value, weather_humidity: { type: 'float' } }).decisions).toEqual([])
  expect(only(['weather_condition'], { state_value }).numbers).toEqual([undefined, undefined, undefined])
  expect(only([], { state_value })).toEqual({
    condition: undefined,
    numbers: [undefined, undefined, undefined],
    decisions: [],
  })
})
