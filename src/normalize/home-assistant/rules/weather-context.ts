import type { Decision } from '../../decision.ts'
import { fieldTarget } from '../../field-target.ts'
import type { RuleFactory } from '../rule.ts'
import { isUnavailable } from '../state-change.ts'
import { createWeatherReader, type Weather } from '../weather.ts'

const fields = ['weather_temp', 'weather_humidity', 'weather_pressure', 'wind_speed']
const stale: Decision = { kind: 'omitted', rule: 'weather-context', key: 'weather_condition', reason: 'stale' }

/**
 * Tag weather_condition and fields weather_temp, weather_humidity, weather_pressure and wind_speed: the latest weather
 * state, joined onto every event after it, the weather's own included. A weather entity that became unavailable, or a
 * state older than `weatherMaxAgeSeconds`, is joined no more.
 */
export const weatherContext: RuleFactory = (context) => {
  const { shape, weatherEntity, weatherMaxAgeSeconds = 6 * 3600 } = context
  const namesCondition = shape.tags.includes('weather_condition')
  if (!namesCondition && !fields.some((field) => fieldTarget(shape, field) !== undefined)) return undefined
  const read = createWeatherReader(context)
  let latest: Weather | undefined
  return (change, draft) => {
    const { entityId, domain } = change.entity
    if (domain === 'weather' && (weatherEntity === undefined || weatherEntity === entityId)) {
      latest = isUnavailable(change.state) ? undefined : read(change, draft)
    }
    if (latest === undefined) return
    if (change.time.seconds - latest.time.seconds > weatherMaxAgeSeconds) {
      draft.decisions.push(stale)
      return
    }
    // The state is one of a closed list: nothing to clean.
    if (namesCondition && latest.condition !== undefined) draft.tag('weather_condition', latest.condition)
    draft.fixed(latest.fields)
  }
}
