import { createTimeOfDay } from '../../time-of-day.ts'
import type { RuleFactory } from '../rule.ts'

/** Tag time_of_day: the part of the day in the home's own zone, not in UTC. */
export const localTime: RuleFactory = ({ shape, timeZone = 'UTC' }) => {
  if (!shape.tags.includes('time_of_day')) return undefined
  const timeOfDay = createTimeOfDay(timeZone)
  return (change, draft) => {
    draft.tag('time_of_day', timeOfDay(change.time.seconds))
  }
}
