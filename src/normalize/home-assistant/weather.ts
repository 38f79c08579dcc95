import type { FieldValue } from '../../line-protocol/types.ts'
import type { Decision, OmitReason } from '../decision.ts'
import type { Draft } from '../draft.ts'
import { type FieldTarget, fieldTarget, numberValue } from '../field-target.ts'
import { type FixedFields, fixFields } from '../fixed-fields.ts'
import type { Instant } from '../instant.ts'
import type { JsonRecord } from '../record.ts'
import { conversion } from '../units/convert.ts'
import type { Quantity } from '../units/table.ts'
import type { RuleContext } from './options.ts'
import type { StateChange } from './state-change.ts'

/** Home Assistant's weather conditions. A tag takes no other: texts of an integration's own would be series without end. */
export const weatherConditions: ReadonlySet<string> = new Set([
  'clear-night',
  'cloudy',
  'exceptional',
  'fog',
  'hail',
  'lightning',
  'lightning-rainy',
  'partlycloudy',
  'pouring',
  'rainy',
  'snowy',
  'snowy-rainy',
  'sunny',
  'windy',
  'windy-variant',
])

/** The latest weather of the home, in the units of the deployment. */
export interface Weather {
  /** Undefined where the entity said something that is no condition. */
  readonly condition: string | undefined
  readonly time: Instant
  /** The fields that the shape declares and the entity gave. */
  readonly fields: FixedFields
}

/** A measure of a weather entity: each has its unit in an attribute of its own, never in unit_of_measurement. */
interface Measure {
  readonly target: FieldTarget
  readonly attribute: string
  /** Absent for a percentage. */
  readonly unit: { readonly attribute: string; readonly quantity: Quantity; readonly to: string } | undefined
}

const measures: readonly (readonly [field: string, attribute: string, quantity: Quantity | undefined])[] = [
  ['weather_temp', 'temperature', 'temperature'],
  ['weather_humidity', 'humidity', undefined],
  ['weather_pressure', 'pressure', 'pressure'],
  ['wind_speed', 'wind_speed', 'speed'],
]
const rule = 'weather-context'

/** Makes a reader of weather states for a shape; it reports what it converted and what it had to leave out. */
export function createWeatherReader({ shape, unitOf }: RuleContext): (change: StateChange, draft: Draft) => Weather {
  const wanted = measures.flatMap(([field, attribute, quantity]): Measure[] => {
    const target = fieldTarget(shape, field)
    if (target === undefined) return []
    const to = quantity === undefined ? undefined : (target.unit ?? unitOf(quantity))
    const unit = quantity && to ? { attribute: `${attribute}_unit`, quantity, to } : undefined
    return [{ target, attribute, unit }]
  })
  const namesCondition = shape.tags.includes('weather_condition')
  return (change, draft) => {
    const isCondition = weatherConditions.has(change.state)
    if (!isCondition && namesCondition) omit(draft, { key: 'weather_condition', reason: 'not in vocabulary' })
    const fields = wanted.flatMap((measure): [string, FieldValue][] => {
      const value = measured(change, measure, { draft })
      return value === undefined ? [] : [[measure.target.key, value]]
    })
    return { condition: isCondition ? change.state : undefined, time: change.time, fields: fixFields(fields) }
  }
}

function measured(
  change: StateChange,
  { target, attribute, unit }: Measure,
  { draft }: { draft: Draft },
): FieldValue | undefined {
  const attributes: JsonRecord = change.attributes
  const given = attributes[attribute]
  const { key } = target
  if (given === undefined) return undefined
  if (typeof given !== 'number') return omit(draft, { key, reason: given === null ? 'null' : 'not a number' })
  let value = given
  if (unit !== undefined) {
    const from = attributes[unit.attribute]
    if (typeof from !== 'string') return omit(draft, { key, reason: 'no unit' })
    const convert = conversion(unit.quantity, { from, to: unit.to })
    if (convert === undefined) return omit(draft, { key, reason: 'unknown unit' })
    value = convert(given)
    if (from !== unit.to) draft.decisions.push({ kind: 'converted', rule, key, from, to: unit.to })
  }
  return numberValue(target.type, value) ?? omit(draft, { key, reason: 'not finite' })
}

function omit(draft: Draft, { key, reason }: { key: string; reason: OmitReason }): undefined {
  const decision: Decision = { kind: 'omitted', rule, key, reason }
  draft.decisions.push(decision)
}
