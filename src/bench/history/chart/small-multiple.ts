import { type ScaleLinear, scaleLinear, scalePoint } from 'd3-scale'
import { area, line } from 'd3-shape'
import { attributes, escapeText } from '../../../report/xml.ts'
import type { HistoryMetric } from '../history-metric.ts'
import type { HistoryPoint, HistorySeries } from '../history-series.ts'
import { shortCommit } from '../history-table.ts'
import { describeSeries } from './describe-series.ts'

const width = 380
const height = 190
const margin = { top: 12, right: 26, bottom: 30, left: 58 }
/** Commits that have room below the chart. */
const mostLabels = 5

/** A point where it stands. */
interface Placed {
  readonly x: number
  readonly point: HistoryPoint
}

interface Frame {
  readonly x: (at: string) => number
  readonly y: ScaleLinear<number, number>
  readonly metric: HistoryMetric
}

/**
 * One chart as SVG: one metric of one workload, a line for each contender with the spread of its rounds around it.
 * @param series of the same workload and metric.
 * @param options `id` unique in its page; `colorOf` a contender's place in the palette.
 */
export function smallMultiple(
  series: readonly HistorySeries[],
  { id, colorOf }: { readonly id: string; readonly colorOf: (contender: string) => number },
): string {
  const [first] = series
  if (first === undefined) throw new RangeError('smallMultiple: expected at least one series')
  const { metric, workload } = first
  const runs = [...new Set(series.flatMap(({ points }) => points.map(({ at }) => at)))].toSorted()
  const place = scalePoint(runs, [margin.left, width - margin.right]).padding(0.5)
  const y = scaleLinear(domainOf(series), [height - margin.bottom, margin.top]).nice(4)
  const frame: Frame = { x: (at) => place(at) ?? 0, y, metric }
  const box = attributes({ viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-labelledby': `${id}-t ${id}-d` })
  return [
    `<svg${box}>`,
    `<title id="${id}-t">${escapeText(`${workload}: ${metric.title}`)}</title>`,
    `<desc id="${id}-d">${escapeText(describeSeries(series))}</desc>`,
    ...axisY(frame),
    ...axisX(runs, series, frame),
    ...series.map((one) => `<g class="c${colorOf(one.contender)}">${drawn(one, frame)}</g>`),
    '</svg>',
  ].join('')
}

/** From 0, so that a small change looks small; a share of 1 from where it begins to matter. */
function domainOf(series: readonly HistorySeries[]): [number, number] {
  const values = series.flatMap(({ points }) => points.flatMap(({ value, low, high }) => [value, low, high]))
  const known = values.filter((value) => value !== undefined)
  if (series[0]?.metric.name === 'success') return [Math.min(0.9, ...known), 1]
  return [0, Math.max(...known) || 1]
}

function axisY({ y, metric }: Frame): string[] {
  return y.ticks(4).map((tick) => {
    const at = round(y(tick))
    const grid = `<line class="grid"${attributes({ x1: margin.left, x2: width - margin.right, y1: at, y2: at })}/>`
    const label = attributes({ x: margin.left - 8, y: at, dy: '0.32em', 'text-anchor': 'end' })
    return `${grid}<text class="tick"${label}>${escapeText(shortFigure(metric, tick))}</text>`
  })
}

/** A tick without the digits that it does not need. */
function shortFigure(metric: HistoryMetric, tick: number): string {
  if (tick === 0) return '0'
  return metric
    .format(tick)
    .replace(/(\.\d*?)0+(?=\D|$)/, '$1')
    .replace(/\.(?=\D|$)/, '')
}

/** Commits below, as many as have room, the last always. */
function axisX(runs: readonly string[], series: readonly HistorySeries[], { x }: Frame): string[] {
  const commits = new Map(series.flatMap(({ points }) => points.map(({ at, commit }) => [at, commit] as const)))
  const step = Math.ceil(runs.length / mostLabels)
  return runs.flatMap((at, index) => {
    if ((runs.length - 1 - index) % step !== 0) return []
    const label = shortCommit(commits.get(at)) || at.slice(5, 10)
    const where = attributes({ x: round(x(at)), y: height - 10, 'text-anchor': 'middle' })
    return [`<text class="commit"${where}>${escapeText(label)}</text>`]
  })
}

function drawn({ contender, points, metric }: HistorySeries, { x, y }: Frame): string {
  const placed = points.map((point): Placed => ({ x: x(point.at), point }))
  const known = placed.filter(({ point }) => point.value !== undefined)
  const band = area<Placed>()
    .x((one) => one.x)
    .y0(({ point }) => y(point.low ?? point.value ?? 0))
    .y1(({ point }) => y(point.high ?? point.value ?? 0))
    .defined(({ point }) => point.value !== undefined)
    .digits(1)
  const path = line<Placed>()
    .x((one) => one.x)
    .y(({ point }) => y(point.value ?? 0))
    .defined(({ point }) => point.value !== undefined)
    .digits(1)
  const hasSpread = known.length > 1 && known.some(({ point }) => point.low !== undefined)
  return [
    hasSpread ? `<path class="band" d="${band(placed)}"/>` : '',
    known.length > 1 ? `<path class="line" d="${path(placed)}"/>` : '',
    ...placed.map((one) => mark(one, { contender, metric, y, isOnly: known.length === 1 })),
  ].join('')
}

function mark(
  { x, point }: Placed,
  { contender, metric, y, isOnly }: Pick<Frame, 'y' | 'metric'> & { contender: string; isOnly: boolean },
): string {
  const { value, low, high, problem } = point
  const run = `${contender}, ${point.at.slice(0, 16).replace('T', ' ')}, ${shortCommit(point.commit) || 'no commit'}`
  const about = `${run}, ${point.versions.server}`
  if (value === undefined) {
    const title = `<title>${escapeText(`${about}\n${problem ?? 'no figure'}`)}</title>`
    const bottom = height - margin.bottom
    return `<path class="lost" d="M${round(x - 4)} ${bottom - 8}l8 8m0 -8l-8 8">${title}</path>`
  }
  const spread = low === undefined || high === undefined ? '' : ` (${metric.format(low)} to ${metric.format(high)})`
  const title = `<title>${escapeText(`${about}\n${metric.format(value)}${spread}`)}</title>`
  const dot = attributes({ cx: round(x), cy: round(y(value)), r: isOnly ? 4 : 2.8 })
  const whisker =
    isOnly && low !== undefined && high !== undefined
      ? `<line class="whisker"${attributes({ x1: round(x), x2: round(x), y1: round(y(low)), y2: round(y(high)) })}/>`
      : ''
  return `${whisker}<circle${dot}>${title}</circle>`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
