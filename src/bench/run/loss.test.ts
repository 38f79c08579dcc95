import { expect, test } from 'vitest'
import type { Round } from '../result/bench-result.ts'
import { lossOf } from './loss.ts'

const whole = { points: 1000, cells: 3000, hash: '00000000000000aa' }

function round(changes: Partial<Round>): Round {
  return {
    elapsedMs: 10,
    handedIn: 1000,
    acknowledged: 1000,
    refused: 0,
    unknown: 0,
    stored: whole,
    expected: whole,
    latencyUs: '',
    sliceMs: 100,
    slices: [],
    cpuMs: 1,
    ...changes,
  }
}

const sound: Readonly<Record<string, Partial<Round>>> = {
  'a round that is all there': {},
  'refused points that are not there': {
    acknowledged: 990,
    refused: 10,
    stored: { ...whole, points: 990, cells: 2970, hash: 'bb' },
  },
  'unknown points that are there': { acknowledged: 990, unknown: 10 },
  'a sink, of which nothing is read': { stored: undefined },
}
for (const [name, changes] of Object.entries(sound)) {
  test(`has nothing against ${name}`, () => expect(lossOf(round(changes))).toBeUndefined())
}

const losses: readonly [Partial<Round>, string][] = [
  [{ acknowledged: 999 }, '1000 points were handed in, and the fate of 999 was told'],
  [
    { stored: { ...whole, points: 999, cells: 2997, hash: 'bb' } },
    'all 1000 points were acknowledged, 1 of 1000 were not read back',
  ],
  [
    { stored: { ...whole, hash: '00000000000000bb' } },
    '1000 points were read back, and their content is another (3000 of 3000 field values, hash 00000000000000bb in place of 00000000000000aa)',
  ],
  [{ stored: { ...whole, points: 1001 } }, '1001 points were read back, 1000 were written'],
  [
    { acknowledged: 990, unknown: 10, stored: { ...whole, points: 980 } },
    '990 of 1000 points were acknowledged, 20 were not read back',
  ],
]
for (const [changes, said] of losses) {
  test(`says that ${said}`, () => expect(lossOf(round(changes))).toBe(said))
}
