import { expect, test } from 'vitest'
import type { Scenario } from '../src/parity/scenario.ts'
import { parityTable, readme } from './parity-readme.ts'

const versions = ['2.7.12', '2.8.0', '2.9.1']

function scenario(id: string, stepCount: number, recorded: readonly string[] = versions): Scenario {
  const step = { request: { method: 'GET', path: '/' }, response: { status: 200, headers: {}, body: '' } }
  const steps = Array.from({ length: stepCount }, () => step)
  return { id, title: id, setup: 'org', servers: recorded.map((version) => `v${version}`), steps }
}

test('counts steps, areas and whole scenarios of each version, rounding down', () => {
  const scenarios = [
    scenario('api/a/b', 2),
    scenario('write/a', 1),
    scenario('flux/a', 1000),
    scenario('flux/b', 1, ['2.8.0']),
  ]
  const divergences = [
    { scenario: 'flux/a', steps: [3], versions: ['2.8.0', '2.9.1'], reason: 'because of this and that' },
    { scenario: 'flux/a', steps: [3, 4], versions: ['2.8.0'], reason: 'because of this and that' },
  ]
  expect(parityTable(scenarios, divergences).split('\n').slice(2)).toEqual([
    '| 2.7.12 | 1003 | 100.0 % | 100.0 % | 100.0 % | 100.0 % | 3 of 3 |',
    '| 2.8.0 | 1004 | 99.8 % | 100.0 % | 100.0 % | 99.8 % | 3 of 4 |',
    '| 2.9.1 | 1003 | 99.9 % | 100.0 % | 100.0 % | 99.9 % | 2 of 3 |',
  ])
})

test('README.md shows the figures of the transcripts and the list of divergences', async ({ skip }) => {
  const page = await readme()
  if (page === undefined) skip('README.md has no place for them')
  expect(page?.found, 'run `node scripts/parity-readme.ts`').toBe(page?.wanted)
})
