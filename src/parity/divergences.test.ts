import { writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../suites/support/temporary-folder.ts'
import type { Agreement } from './compare.ts'
import { checkDivergences, loadDivergences } from './divergences.ts'
import type { ScenarioResult } from './replay.ts'

function result(id: string, agreements: readonly Agreement[]): ScenarioResult {
  const response = { status: 200, headers: {}, body: '' }
  return {
    id,
    version: '2.8.0',
    steps: agreements.map((agreement, index) => ({
      index,
      comparison: { agreement, statusAgrees: true, headersAgree: true, bodyAgrees: true },
      expected: response,
      answer: response,
    })),
  }
}

const entry = { scenario: 'flux/one', steps: [1], versions: ['2.8.0'], reason: 'a reason that says why' }
const known = new Set(['flux/one', 'flux/two'])

test('takes the reason of a step that differs from its entry', () => {
  const { divergent, outdated } = checkDivergences([result('flux/one', ['exact', 'status'])], [entry], { known })
  expect(divergent).toEqual([
    { version: '2.8.0', scenario: 'flux/one', step: 1, agreement: 'status', reason: entry.reason },
  ])
  expect(outdated).toEqual([])
})

test('leaves a step without an entry unexplained', () => {
  const { divergent } = checkDivergences([result('flux/two', ['divergent'])], [entry], { known })
  expect(divergent).toEqual([{ version: '2.8.0', scenario: 'flux/two', step: 0, agreement: 'divergent' }])
})

const outdated: readonly [title: string, results: readonly ScenarioResult[], expected: readonly string[]][] = [
  ['whose step is exact', [result('flux/one', ['exact', 'exact'])], ['2.8.0 flux/one step 1']],
  ['whose step is not recorded', [result('flux/one', ['exact'])], ['2.8.0 flux/one step 1: no such step']],
]
for (const [title, results, expected] of outdated) {
  test(`calls an entry outdated ${title}`, () => {
    expect(checkDivergences(results, [entry], { known }).outdated).toEqual(expected)
  })
}

test('calls an entry outdated whose scenario is not recorded', () => {
  const lost = { ...entry, scenario: 'flux/three' }
  expect(checkDivergences([], [lost], { known }).outdated).toEqual(['flux/three: no such scenario'])
})

test('says nothing about entries that were not replayed', () => {
  const other = { ...entry, versions: ['2.9.1'] }
  const { outdated } = checkDivergences([result('flux/one', ['exact', 'exact'])], [other], { known })
  expect(outdated).toEqual([])
})

test('refuses a list with an entry without a reason', async () => {
  using folder = temporaryFolder()
  const path = folder.write('divergences.yaml', '')
  writeFileSync(path, 'divergences: [{ scenario: a, steps: [0], versions: ["2.8.0"] }]')
  await expect(loadDivergences(path)).rejects.toThrow(/expected entries with scenario, steps, versions and a reason/)
})
