import type { Decision, OmitReason } from '../decision.ts'
import type { Draft } from '../draft.ts'
import type { JsonRecord } from '../record.ts'
import { conversion } from '../units/convert.ts'
import type { Quantity } from '../units/table.ts'
import type { RuleContext } from './options.ts'
import type { StateChange } from './state-change.ts'
import type { Weather } from './weather.ts'

/** A measure of a weather entity: each has its unit in an attribute of its own, never in unit_of_measurement. */
interface Measure {
  readonly attribute: string
  readonly unitAttribute: string
  readonly quantity: Quantity
  /** Field that declares the wanted unit. */
  readonly field: string
}

const temperature: Measure = {
  attribute: 'temperature',
  unitAttribute: 'temperature_unit',
  quantity: 'temperature',
  field: 'weather_temp',
}
const pressure: Measure = {
  attribute: 'pressure',
  unitAttribute: 'pressure_unit',
  quantity: 'pressure',
  field: 'weather_pressure',
}
const windSpeed: Measure = {
  attribute: 'wind_speed',
  unitAttribute: 'wind_speed_unit',
  quantity: 'speed',
  field: 'wind_speed',
}

/** Reads a weather state into the deployment's units; reports what it converted and what it had to leave out. */
export function createWeatherReader(context: RuleContext): (change: StateChange, draft: Draft) => Weather {
  const units = new Map<Measure, string>()
  for (const measure of [temperature, pressure, windSpeed]) {
    units.set(measure, context.shape.fields[measure.field]?.unit ?? context.unitOf(measure.quantity))
  }
  const read = (attributes: JsonRecord, measure: Measure, draft: Draft) =>
    measured(attributes, measure, { to: units.get(measure) ?? '', draft })
  return ({ state, attributes, time }, draft) => ({
    condition: state,
    time,
    temperature: read(attributes, temperature, draft),
    humidity: percentage(attributes, draft),
    pressure: read(attributes, pressure, draft),
    windSpeed: read(attributes, windSpeed, draft),
  })
}

function measured(
  attributes: JsonRecord,
  measure: Measure,
  { to, draft }: { to: string; draft: Draft },
): number | undefined {
  const value = attributes[measure.attribute]
  if (value === undefined) return undefined
  if (typeof value !== 'number') return omit(draft, measure.field, value === null ? 'null' : 'not a number')
  const from = attributes[measure.unitAttribute]
  if (typeof from !== 'string') return omit(draft, measure.field, 'no unit')
  const convert = conversion(measure.quantity, { from, to })
  if (convert === undefined) return omit(draft, measure.field, 'unknown unit')
  if (from !== to) draft.decisions.push({ kind: 'converted', rule: 'weather-context', key: measure.field, from, to })
  return convert(value)
}

function percentage({ humidity }: JsonRecord, draft: Draft): number | undefined {
  if (humidity === undefined || typeof humidity === 'number') return humidity
  return omit(draft, 'weather_humidity', humidity === null ? 'null' : 'not a number')
}

function omit(draft: Draft, key: string, reason: OmitReason): undefined {
  const decision: Decision = { kind: 'omitted', rule: 'weather-context', key, reason }
  draft.decisions.push(decision)
}
