import { median } from 'simple-statistics'
import type { HistorySeries } from '../history-series.ts'

/** What a chart shows, in words. */
export function describeSeries(series: readonly HistorySeries[]): string {
  return series
    .map(({ contender, points, metric }) => {
      const values = points.flatMap(({ value }) => value ?? [])
      const lost = points.length - values.length
      const days = `${points[0]?.at.slice(0, 10)} to ${points.at(-1)?.at.slice(0, 10)}`
      const last = points.at(-1)?.value
      return [
        `${contender}: ${points.length} ${points.length === 1 ? 'run' : 'runs'} from ${days}`,
        `median ${metric.format(median(values))}`,
        `last ${last === undefined ? 'without a figure' : metric.format(last)}`,
        ...(lost > 0 ? [`${lost} without a figure`] : []),
      ].join(', ')
    })
    .join('. ')
}
