import type { Point } from '../line-protocol/types.ts'
import type { Instant } from './instant.ts'
import type { Line } from './line-outcome.ts'
import type { Series } from './series.ts'

/** Tells points that have the series and the time of the point before them in that series. It remembers the last time of each series. */
export function createPointOverwrites(): (point: Point) => boolean {
  const lastTimes = new Map<string, bigint | undefined>()
  return (point) => {
    const series = seriesOf(point)
    const overwrites = point.time !== undefined && lastTimes.get(series) === point.time
    lastTimes.set(series, point.time)
    return overwrites
  }
}

/** As `createPointOverwrites`, for lines. */
export function createLineOverwrites(): (line: Line) => boolean {
  const lastTimes = new Map<Series, Instant>()
  return ({ series, time }) => {
    const last = lastTimes.get(series)
    lastTimes.set(series, time)
    return last !== undefined && last.seconds === time.seconds && last.nanos === time.nanos
  }
}

/** A normalizer writes the tags of a series in one order. */
function seriesOf({ measurement, tags }: Point): string {
  let series = measurement
  for (const [key, value] of tags) series += `\n${key}\t${value}`
  return series
}
