import { expect, test } from 'vitest'
import { temporaryFolder } from '../../../../suites/support/temporary-folder.ts'
import { runVerb } from '../testing/run-verb.ts'
import { selftestCommand } from './selftest-command.ts'

/** As little as can be judged: what it finds is a matter of the machine that runs the test. */
const small = ['--launches', '1', '--rounds', '8', '--requests', '1', '--warm-up', '4']

test('a short self test prints both figures with their bounds, and ends with 0 or 1', async () => {
  using folder = temporaryFolder()
  const argv = ['--aa', '1', '--planted', '1', ...small, '--baselines', folder.path]
  const { code, stdout, stderr } = await runVerb(selftestCommand, argv)
  expect(stdout).toMatch(
    /^false alarms: [01] of 1 comparisons of a program with itself \(at most 0 of 1\); at 95 % confidence .*\n/,
  )
  expect(stdout).toMatch(/\nfound: [01] of 1 planted slowdowns of 15 % \(at least 1 of 1\); at 95 % confidence /)
  expect(stderr).toMatch(/\n2 of 2: false alarms [01] of 1, found [01] of 1; \d+\.\d s each, 0\.0 min left\n$/)
  expect(code).toBe(stdout.includes('MISSED') ? 1 : 0)
}, 240_000)

test('a self test that is not done in time is missed', async () => {
  using folder = temporaryFolder()
  const argv = ['--aa', '5', '--planted', '5', '--within', '1ms', ...small, '--baselines', folder.path]
  const { code, stdout } = await runVerb(selftestCommand, argv)
  expect(stdout).toMatch(/false alarms: 0 of 0 .*MISSED\nfound: 0 of 0 .*MISSED\n/)
  expect(code).toBe(1)
})
