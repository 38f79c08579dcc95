import type { Agreement } from './compare.ts'
import type { ScenarioResult } from './replay.ts'
import { areaOf } from './scenario.ts'

/** Steps and scenarios of one area on one version. */
export interface AreaTally {
  readonly area: string
  readonly version: string
  readonly steps: number
  readonly agreements: Readonly<Record<Agreement, number>>
  readonly scenarios: number
  /** Scenarios in which every step is exact. */
  readonly whole: number
}

function emptyTally(area: string, version: string): AreaTally {
  return { area, version, steps: 0, agreements: { exact: 0, body: 0, status: 0, divergent: 0 }, scenarios: 0, whole: 0 }
}

function add(tally: AreaTally, result: ScenarioResult): AreaTally {
  const agreements = { ...tally.agreements }
  for (const step of result.steps) agreements[step.comparison.agreement]++
  const whole = result.steps.every((step) => step.comparison.agreement === 'exact')
  return {
    ...tally,
    steps: tally.steps + result.steps.length,
    agreements,
    scenarios: tally.scenarios + 1,
    whole: tally.whole + (whole ? 1 : 0),
  }
}

/** One tally an area and version, areas in alphabetical order, and one named `all` a version at the end. */
export function tally(results: readonly ScenarioResult[]): AreaTally[] {
  const byKey = new Map<string, AreaTally>()
  const count = (area: string, result: ScenarioResult) => {
    const key = `${area}\u0000${result.version}`
    byKey.set(key, add(byKey.get(key) ?? emptyTally(area, result.version), result))
  }
  for (const result of results) count(areaOf(result.id), result)
  const areas = [...byKey.values()].sort((a, b) => (a.area < b.area ? -1 : a.area > b.area ? 1 : 0))
  byKey.clear()
  for (const result of results) count('all', result)
  return [...areas, ...byKey.values()]
}

/** With one decimal, rounded down: 100.0 % means all. */
export function percent(part: number, whole: number): string {
  return whole === 0 ? '-' : `${(Math.floor((1000 * part) / whole) / 10).toFixed(1)} %`
}

/** The tallies as a Markdown table. */
export function renderTally(tallies: readonly AreaTally[]): string {
  const rows = tallies.map((one) => [
    one.area,
    one.version,
    String(one.steps),
    String(one.agreements.exact),
    String(one.agreements.body),
    String(one.agreements.status),
    String(one.agreements.divergent),
    percent(one.agreements.exact, one.steps),
    `${one.whole}/${one.scenarios}`,
  ])
  const header = [
    'area',
    'version',
    'steps',
    'exact',
    'body only',
    'status only',
    'divergent',
    'exact %',
    'whole scenarios',
  ]
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]) => `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`
  return [line(header), rule, ...rows.map(line)].join('\n')
}
