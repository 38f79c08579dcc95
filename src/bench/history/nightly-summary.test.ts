import { expect, test } from 'vitest'
import { sampleResult, sampleRound, sampleWorkloadResult } from '../testing/sample-result.ts'
import { historyEntries } from './history-entry.ts'
import { nightlySummary } from './nightly-summary.ts'

const run = (day: number, { elapsedMs = 100, machine = '2 x AMD EPYC, linux x64' } = {}) =>
  sampleResult({
    startedAt: `2026-11-0${day}T03:00:00.000Z`,
    machine: { ...sampleResult().machine, class: machine },
    workloads: [sampleWorkloadResult({ contenders: { writer: [sampleRound({ elapsedMs })] } })],
  })

test('a run is held against the median of earlier runs on its class of machine', () => {
  const other = run(1, { elapsedMs: 1, machine: '8 x Apple M2, darwin arm64' })
  const history = [run(1), run(2, { elapsedMs: 125 }), run(3, { elapsedMs: 80 }), other, run(4)].flatMap(historyEntries)
  const text = nightlySummary(run(4, { elapsedMs: 200 }), history)
  expect(text).toMatch(
    /^# Benchmarks: met\n\n2 thresholds met, 0 missed, 0 undecided\. embedded 2\.8\.0 on 2 x AMD EPYC/,
  )
  expect(text).toContain('| batch-1000 | met | 5000 | -50.0 % of 3 | 1.10 ms | 8.00 ms | 100.00 % |  |')
})

test('a first run has nothing earlier', () => {
  expect(nightlySummary(run(1), historyEntries(run(1)))).toContain('| 10 k | none |')
})

test('what was missed or lost is told below the table', () => {
  expect(nightlySummary(run(1, { elapsedMs: 6000 }), [])).toMatch(
    /^# Benchmarks: missed.*\n- missed batch-1000: whole round at most/s,
  )
  const { workload } = sampleWorkloadResult()
  const broken = {
    workload: { ...workload, name: 'a|b' },
    contenders: [],
    thresholds: [],
    problem: 'writer: 1 point <lost>',
  }
  const text = nightlySummary({ ...run(1), workloads: [broken] }, [])
  expect(text).toContain(String.raw`| a\|b | undecided | no figure |`)
  expect(text).toContain(String.raw`- error a\|b: writer: 1 point \<lost\>`)
})
