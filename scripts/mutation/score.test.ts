import { expect, test } from 'vitest'
import { leftOutOf, percentOf, scoreOf } from './score.ts'
import { scoreLine } from './score-line.ts'

const statuses = ['Killed', 'Timeout', 'Survived', 'CompileError', 'RuntimeError']
const report = {
  files: {
    'src/a/one.ts': {
      mutants: [
        ...statuses.map((status) => ({ status })),
        { status: 'Timeout', statusReason: 'Hit limit reached (101/100)' },
        { status: 'Ignored', statusReason: 'it saves time' },
        { status: 'Ignored', statusReason: 'it saves time' },
      ],
    },
    'src/a/two.ts': { mutants: [{ status: 'NoCoverage' }, { status: 'Ignored' }] },
    'src/b/one.ts': { mutants: [{ status: 'Killed' }] },
  },
}

test('counts a timeout as killed and a mutant that no test reaches as alive', () => {
  const score = scoreOf(report, 'src/a/')
  expect(score).toEqual({ killed: 3, alive: 2, endless: 1, timedOut: 1, leftOut: 3, broken: 1 })
  expect(percentOf(score)).toBe(60)
})

test('nothing measured has no score', () => {
  expect(percentOf(scoreOf(report, 'src/c/'))).toBeUndefined()
  expect(scoreLine('src/c', scoreOf(report, 'src/c/'), { goal: 90 })).toBe('src/c not measured')
})

test('says a score with its timeouts, what was left out and what broke', () => {
  expect(scoreLine('src/a', scoreOf(report, 'src/a/'), { goal: 90 })).toBe(
    'src/a 60.0 % killed (3 of 5 mutants, 1 of them endless loops, 1 ended by the clock; 3 left out by comments, 1 that broke the run count for nothing; goal 90 %)',
  )
})

test('says what each comment leaves out', () => {
  expect([...leftOutOf(report, 'src/a/')]).toEqual([
    ['src/a/one.ts: it saves time', 2],
    ['src/a/two.ts: without a reason', 1],
  ])
})
