import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sampleResult, sampleRound, sampleWorkloadResult } from '../../testing/sample-result.ts'
import { historyEntries } from '../history-entry.ts'
import { historyMetrics } from '../history-metric.ts'
import { historySeries } from '../history-series.ts'
import { chartPage } from './chart-page.ts'

const run = (day: number, { machine = '2 x AMD EPYC, linux x64', workload = 'batch-1000', elapsedMs = 100 } = {}) =>
  historyEntries(
    sampleResult({
      startedAt: new Date(Date.UTC(2026, 10, day, 3)).toISOString(),
      machine: { ...sampleResult().machine, class: machine },
      workloads: [
        sampleWorkloadResult({
          name: workload,
          contenders: {
            writer: [sampleRound({ elapsedMs }), sampleRound({ elapsedMs: elapsedMs * 1.1 })],
            'plain-http': [sampleRound({ elapsedMs: elapsedMs * 2 })],
          },
        }),
      ],
    }),
  )
const page = (entries: ReturnType<typeof historyEntries>) => chartPage(historySeries(entries, historyMetrics))

test('a page has a section for each machine and never mixes them', () => {
  const html = page([...run(1), ...run(2), ...run(2, { machine: '8 x Apple M2, darwin arm64' })])
  expect([...html.matchAll(/<h2>(.*?)<\/h2>/g)].map(([, text]) => text)).toEqual([
    '2 x AMD EPYC, linux x64, embedded',
    '8 x Apple M2, darwin arm64, embedded',
  ])
  const [, first = '', second = ''] = html.split('<section>')
  // Seven metrics: none was held against a sink.
  expect(first.match(/<circle/g)).toHaveLength(7 * 2 * 2)
  expect(second.match(/<circle/g)).toHaveLength(7 * 2)
})

test('every chart is named and described, by ids of its own', () => {
  const html = page([...run(1), ...run(2, { workload: 'wide-points' })])
  const ids = [...html.matchAll(/ id="(.*?)"/g)].map(([, id]) => id)
  expect(new Set(ids).size).toBe(ids.length)
  const charts = [...html.matchAll(/<svg.*?aria-labelledby="(\S+) (\S+)".*?>/g)]
  expect(charts).toHaveLength(14)
  expect(charts.flatMap(([, title, description]) => [title, description])).toEqual(ids)
  expect(html).toContain('writer: 1 run from 2026-11-01 to 2026-11-01, median 9545, last 9545')
})

test('a page needs no network and runs no script', () => {
  const html = page(run(1))
  expect(html).not.toMatch(/https?:\/\/|<script|<link|@import|url\(/)
})

test('names are text, whatever they hold', () => {
  const html = page(run(1, { workload: '<b>"&', machine: '</style><script>' }))
  expect(html).not.toContain('<script>')
  expect(html).toContain('&lt;b&gt;"&amp;')
})

test('a run without a figure is a cross and a gap in the line', () => {
  const lost = run(2).map(({ summary: _, latencyUs: _latency, ...entry }) => ({
    ...entry,
    rounds: [],
    problem: '1 point was lost',
  }))
  const html = page([...run(1), ...lost, ...run(3)])
  expect(html).toContain('1 point was lost</title>')
  expect(html).toContain('3 runs from 2026-11-01 to 2026-11-03')
  expect(html).toContain('1 without a figure')
  expect(html.match(/class="lost"/g)).toHaveLength(7 * 2)
})

test('all that is drawn stands inside of its chart', () => {
  const days = fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 30 })
  fc.assert(
    fc.property(days, (times) => {
      const html = page(times.flatMap((elapsedMs, day) => run(day + 1, { elapsedMs })))
      expect(html).not.toMatch(/NaN|Infinity|undefined/)
      for (const [, x, y] of html.matchAll(/cx="([\d.-]+)" cy="([\d.-]+)"/g)) {
        expect(Number(x)).toBeGreaterThanOrEqual(58)
        expect(Number(x)).toBeLessThanOrEqual(380)
        expect(Number(y)).toBeGreaterThanOrEqual(12)
        expect(Number(y)).toBeLessThanOrEqual(160)
      }
    }),
    { numRuns: 30 },
  )
})
