import type { Package } from '../../builtin.ts'
import { type FluxDefined, fluxDefined } from '../../flux-defined.ts'

/** The last such day before today, 0 being Sunday. */
const day = (name: string, number: number): FluxDefined =>
  fluxDefined(
    name,
    `() => {
      back = (date.weekDay(t: today()) + ${6 - number}) % 7 + 1
      start = date.truncate(t: date.sub(d: date.scale(d: 1d, n: back), from: today()), unit: 1d)
      return {start: start, stop: date.add(d: 1d, to: start)}
    }`,
    { date: 'date' },
  )

const yesterday = fluxDefined('yesterday', '() => ({start: date.sub(d: 1d, from: today()), stop: today()})', {
  date: 'date',
})

/** The month of now, some months later. */
const month = fluxDefined(
  'month',
  `(month_offset=0) => {
    start = date.add(d: date.scale(d: 1mo, n: month_offset), to: date.truncate(t: today(), unit: 1mo))
    return {start: start, stop: date.add(d: 1mo, to: start)}
  }`,
  { date: 'date' },
)

/** The week of now, some weeks later, from Monday or Sunday. */
const week = fluxDefined(
  'week',
  `(week_offset=0, start_sunday=false) => {
    first = if start_sunday then date.Sunday else date.Monday
    back = (date.weekDay(t: today()) + 7 - first) % 7
    moved = date.add(d: date.scale(d: 1w, n: week_offset), to: today())
    start = date.truncate(t: date.sub(d: date.scale(d: 1d, n: back), from: moved), unit: 1d)
    return {start: start, stop: date.add(d: 1w, to: start)}
  }`,
  { date: 'date' },
)

/** Import path `experimental/date/boundaries`: records of start and stop for days, weeks and months. */
export const experimentalBoundaries: Package = {
  friday: day('friday', 5),
  monday: day('monday', 1),
  month,
  saturday: day('saturday', 6),
  sunday: day('sunday', 0),
  thursday: day('thursday', 4),
  tuesday: day('tuesday', 2),
  wednesday: day('wednesday', 3),
  week,
  yesterday,
}
