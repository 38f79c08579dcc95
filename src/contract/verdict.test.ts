import { expect, test } from 'vitest'
import { type VerdictStatus, worstOf } from './verdict.ts'

const cases: readonly (readonly [statuses: readonly VerdictStatus[], worst: VerdictStatus])[] = [
  [[], 'error'],
  [['skipped'], 'skipped'],
  [['passed', 'skipped'], 'passed'],
  [['skipped', 'passed', 'error'], 'error'],
  [['error', 'failed', 'passed'], 'failed'],
  [['failed', 'error'], 'failed'],
]

test.each(cases)('the worst of %j is %s', (statuses, worst) => {
  expect(worstOf(statuses)).toBe(worst)
})
