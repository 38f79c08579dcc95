import { escapeText } from '../../../report/xml.ts'
import type { HistorySeries } from '../history-series.ts'
import { chartStyle, colorCount } from './chart-style.ts'
import { smallMultiple } from './small-multiple.ts'

/**
 * A history as one HTML file that needs nothing else: no script, font or address. A section for each class of machine and kind of server,
 * a row for each workload, a chart for each metric.
 */
export function chartPage(series: readonly HistorySeries[]): string {
  const sections = [...Map.groupBy(series, ({ machine, target }) => JSON.stringify([machine, target])).values()]
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<title>Benchmark history</title>',
    `<style>${chartStyle}</style>`,
    '</head>',
    '<body>',
    '<main>',
    '<h1>Benchmark history</h1>',
    `<p>${escapeText(introduction(series))}</p>`,
    ...sections.map(section),
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

function introduction(series: readonly HistorySeries[]): string {
  const runs = series.flatMap(({ points }) => points.map(({ at }) => at)).toSorted()
  const [first] = runs
  if (first === undefined) return 'No run yet.'
  const count = new Set(runs).size
  const days = `${count} ${count === 1 ? 'run' : 'runs'}, ${first.slice(0, 10)} to ${runs.at(-1)?.slice(0, 10)}`
  return `${days}. Each dot is a run: the median of its rounds, or a percentile of all its requests. The band reaches over its rounds. A cross is a run without a figure. Rates are of points that were read back.`
}

function section(series: readonly HistorySeries[], number: number): string {
  const [first] = series
  const workloads = [...Map.groupBy(series, ({ workload }) => workload).values()]
  const heading = `<h2>${escapeText(`${first?.machine}, ${first?.target}`)}</h2>`
  return `<section>\n${heading}\n${workloads.map((own, index) => row(own, `s${number}w${index}`)).join('\n')}\n</section>`
}

function row(series: readonly HistorySeries[], id: string): string {
  const contenders = [...new Set(series.map(({ contender }) => contender))]
  const colorOf = (contender: string) => contenders.indexOf(contender) % colorCount
  const legend = contenders
    .map((name) => `<span class="c${colorOf(name)}"><i></i><b>${escapeText(name)}</b></span>`)
    .join('')
  const metrics = [...Map.groupBy(series, ({ metric }) => metric.name).values()]
  const heading = `<h3>${escapeText(series[0]?.workload ?? '')} <span class="legend">${legend}</span></h3>`
  const figures = metrics.map((own, index) => chart(own, { id: `${id}m${index}`, colorOf }))
  return `${heading}\n<div class="charts">\n${figures.join('\n')}\n</div>`
}

/** The caption gives the last figure of the first contender, which thresholds speak of. */
function chart(
  series: readonly HistorySeries[],
  options: { readonly id: string; readonly colorOf: (contender: string) => number },
): string {
  const [first] = series
  const last = first?.points.at(-1)?.value
  const figure = last === undefined ? 'no figure' : (first?.metric.format(last) ?? '')
  const caption = `<figcaption>${escapeText(first?.metric.title ?? '')} <strong class="c0">${escapeText(figure)}</strong></figcaption>`
  return `<figure>${caption}${smallMultiple(series, options)}</figure>`
}
