import { expect, test } from 'vitest'
import { contractText, valid } from '../testing/contract-text.ts'
import { deriveChecks } from './derive-checks.ts'

const withWaivers = (...waivers: string[]) =>
  valid(contractText({ retention: '59m', top: `waivers:\n${waivers.map((waiver) => `  - ${waiver}\n`).join('')}` }))

const waivedOn = (today: string, ...waivers: string[]) =>
  deriveChecks(withWaivers(...waivers), { today }).flatMap(({ id, waiver }) =>
    waiver === undefined ? [] : [`${id}: ${waiver.reason}`],
  )

const waiver = '{ check: "*/retention-below-hour/*", reason: why, until: 2026-06-30 }'

test('covers what its glob matches until the end of its last day', () => {
  expect(waivedOn('2026-06-30', waiver)).toEqual(['test/lint/retention-below-hour/raw: why'])
  expect(waivedOn('2026-07-01', waiver)).toEqual([])
})

test('the first waiver that matches gives the reason', () => {
  expect(waivedOn('2026-06-01', waiver, '{ check: "*/lint/*", reason: other, until: 2026-06-30 }')).toEqual([
    'test/lint/retention-below-hour/raw: why',
  ])
})

test('an expired waiver leaves the check to the next one', () => {
  expect(waivedOn('2026-07-01', waiver, '{ check: "*/lint/*", reason: other, until: 2026-12-31 }')).toEqual([
    'test/lint/retention-below-hour/raw: other',
  ])
})

test.each([
  ['2026-06-30', { matches: 1, expired: false }],
  ['2026-07-01', { matches: 1, expired: true }],
] as const)('has a check of its own that knows on %s whether it holds', (today, expected) => {
  const check = deriveChecks(withWaivers(waiver), { today }).find(({ kind }) => kind === 'waiver')
  expect(check).toMatchObject({ id: 'test/waiver/%2A%2Fretention-below-hour%2F%2A', ...expected })
})

test('counts no match where its glob meets nothing, not even other waivers', () => {
  const checks = deriveChecks(withWaivers('{ check: "test/waiver/*", reason: why, until: 2026-06-30 }'), {
    today: '2026-01-01',
  })
  expect(checks.find(({ kind }) => kind === 'waiver')).toMatchObject({ matches: 0 })
})
