import { expect, test } from 'vitest'
import { percentOf, scoreOf } from './score.ts'

const report = {
  files: {
    'src/a/one.ts': { mutants: ['Killed', 'Timeout', 'Survived', 'CompileError'].map((status) => ({ status })) },
    'src/a/two.ts': { mutants: [{ status: 'NoCoverage' }] },
    'src/b/one.ts': { mutants: [{ status: 'Killed' }] },
  },
}

test('counts a timeout as killed and a mutant that no test reaches as alive', () => {
  expect(scoreOf(report, 'src/a/')).toEqual({ killed: 2, alive: 2 })
  expect(percentOf(scoreOf(report, 'src/a/'))).toBe(50)
})

test('nothing measured has no score', () => {
  expect(percentOf(scoreOf(report, 'src/c/'))).toBeUndefined()
})
