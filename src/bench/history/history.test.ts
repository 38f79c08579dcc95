import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../../suites/support/temporary-folder.ts'
import { decodeLatency } from '../run/latency.ts'
import { sampleResult, sampleRound, sampleWorkloadResult } from '../testing/sample-result.ts'
import { appendHistory } from './append-history.ts'
import { machineSlug } from './machine-slug.ts'
import { readHistory } from './read-history.ts'

const rounds = [80, 100, 125].map((elapsedMs) => sampleRound({ elapsedMs }))
const result = (day: number, machine = '2 x AMD EPYC, linux x64') =>
  sampleResult({
    startedAt: `2026-11-${`${day}`.padStart(2, '0')}T03:00:00.000Z`,
    machine: { ...sampleResult().machine, class: machine },
    workloads: [sampleWorkloadResult({ contenders: { writer: rounds, 'plain-http': rounds }, sink: rounds })],
  })

describe('a history', () => {
  test('gives back what was appended, a line for each contender that stores', async () => {
    using folder = temporaryFolder()
    const { path, added } = await appendHistory(result(2), folder.path)
    await appendHistory(result(1), folder.path)
    expect(path).toBe(folder.join('2-x-amd-epyc-linux-x64.jsonl'))
    expect(added).toBe(2)
    const { entries, warnings } = await readHistory(folder.path)
    expect(warnings).toEqual([])
    expect(entries.map(({ at, contender }) => `${at.slice(8, 10)} ${contender}`)).toEqual([
      '01 writer',
      '01 plain-http',
      '02 writer',
      '02 plain-http',
    ])
    const [entry] = entries
    expect(entry).toMatchObject({
      formatVersion: 1,
      machine: '2 x AMD EPYC, linux x64',
      commit: '853c88a6410c897c7f27211ab4670e78e9e86457',
      versions: { fluxproof: '0.1.0', node: '26.10.0', server: 'embedded 2.8.0' },
      summary: { perSecond: 10_000 },
      ceilingRatio: 1,
    })
    expect(entry?.rounds.map(({ perSecond }) => perSecond)).toEqual([12_500, 10_000, 8000])
    expect(decodeLatency(entry?.latencyUs ?? '').totalCount).toBe(12)
  })

  test('holds the same result once', async () => {
    using folder = temporaryFolder()
    await appendHistory(result(1), folder.path)
    expect(await appendHistory(result(1), folder.path)).toMatchObject({ added: 0 })
    expect((await readHistory(folder.path)).entries).toHaveLength(2)
  })

  test('keeps machines in files of their own', async () => {
    using folder = temporaryFolder()
    const first = await appendHistory(result(1), folder.path)
    const second = await appendHistory(result(1, '8 x Apple M2, darwin arm64'), folder.path)
    expect(second.path).not.toBe(first.path)
    expect((await readHistory(folder.path)).entries).toHaveLength(4)
  })

  test('survives a last line that was cut off anywhere', async () => {
    using folder = temporaryFolder()
    const { path } = await appendHistory(result(1), folder.path)
    const whole = readFileSync(path, 'utf8')
    for (const cut of [1, 2, 300]) {
      writeFileSync(path, whole.slice(0, -cut))
      const { entries, warnings } = await readHistory(folder.path)
      // Without its newline alone a line is whole.
      expect(entries).toHaveLength(cut === 1 ? 2 : 1)
      expect(warnings).toHaveLength(cut === 1 ? 0 : 1)
      const appended = await appendHistory(result(2), folder.path)
      expect(appended.warnings).toHaveLength(cut === 1 ? 0 : 1)
      const after = await readHistory(folder.path)
      expect(after.warnings).toEqual([])
      expect(after.entries).toHaveLength(cut === 1 ? 4 : 3)
    }
  })

  test('refuses a line that is broken in its middle, or of a later format, with its place', async () => {
    using folder = temporaryFolder()
    const { path } = await appendHistory(result(1), folder.path)
    appendFileSync(path, '{"formatVersion":2}\n')
    await expect(readHistory(folder.path)).rejects.toThrow(`${path}:3`)
    writeFileSync(path, '{"formatVersion":\n{}\n')
    await expect(readHistory(folder.path)).rejects.toThrow(`${path}:1: expected a line`)
  })

  test('of a folder that is not there is empty', async () => {
    using folder = temporaryFolder()
    expect(await readHistory(folder.join('none'))).toEqual({ entries: [], warnings: [] })
  })

  test('tells a workload without figures as such', async () => {
    using folder = temporaryFolder()
    const lossy = { ...sampleRound(), stored: { points: 999, cells: 2997, hash: '00000000000000fe' } }
    const { workload, thresholds } = sampleWorkloadResult()
    const broken = {
      workload,
      thresholds,
      contenders: [{ name: 'writer', rounds: [lossy] }],
      problem: 'writer: 1 lost',
    }
    await appendHistory(sampleResult({ workloads: [broken] }), folder.path)
    const [entry] = (await readHistory(folder.path)).entries
    expect(entry).toMatchObject({ problem: 'writer: 1 lost', rounds: [] })
    expect(entry).not.toHaveProperty('summary')
  })
})

test('a machine class names its file', () => {
  expect(machineSlug('2 x Intel Xeon Processor, linux x64')).toBe('2-x-intel-xeon-processor-linux-x64')
  expect(machineSlug('../../etc')).toBe('etc')
  expect(machineSlug('…')).toBe('unknown')
})
