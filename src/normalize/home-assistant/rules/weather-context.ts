import type { Decision } from '../../decision.ts'
import { putNumber, putTag } from '../../draft.ts'
import { type FieldTarget, fieldTarget } from '../../field-target.ts'
import type { Instant } from '../../instant.ts'
import type { RuleFactory } from '../rule.ts'
import { isUnavailable } from '../state-change.ts'
import type { Weather } from '../weather.ts'
import { createWeatherReader } from '../weather-reader.ts'

type Measure = 'temperature' | 'humidity' | 'pressure' | 'windSpeed'

const fields: readonly (readonly [field: string, measure: Measure])[] = [
  ['weather_temp', 'temperature'],
  ['weather_humidity', 'humidity'],
  ['weather_pressure', 'pressure'],
  ['wind_speed', 'windSpeed'],
]
const stale: Decision = { kind: 'omitted', rule: 'weather-context', key: 'weather_condition', reason: 'stale' }

/**
 * Tag weather_condition and fields weather_temp, weather_humidity, weather_pressure (and wind_speed): the latest weather
 * state, joined onto every event after it, the weather's own included. A weather entity that became unavailable, or a
 * state older than `weatherMaxAgeSeconds`, is joined no more.
 */
export const weatherContext: RuleFactory = (context) => {
  const { shape, weatherEntity, weatherMaxAgeSeconds = 6 * 3600 } = context
  const tag = shape.tags.includes('weather_condition')
  const targets: (readonly [Measure, FieldTarget])[] = []
  for (const [field, measure] of fields) {
    const target = fieldTarget(shape, field)
    if (target !== undefined) targets.push([measure, target])
  }
  if (!tag && targets.length === 0) return undefined
  const read = createWeatherReader(context)
  let latest: Weather | undefined
  return (change, draft) => {
    if (
      change.entity.domain === 'weather' &&
      (weatherEntity === undefined || weatherEntity === change.entity.entityId)
    ) {
      latest = isUnavailable(change.state) ? undefined : read(change, draft)
    }
    if (latest === undefined) return
    if (age(latest.time, change.time) > weatherMaxAgeSeconds) {
      draft.decisions.push(stale)
      return
    }
    if (tag) putTag(draft, 'weather_condition', latest.condition)
    for (const [measure, target] of targets) {
      const value = latest[measure]
      if (value !== undefined) putNumber(draft, target, value)
    }
  }
}

function age(since: Instant, now: Instant): number {
  return now.seconds - since.seconds
}
