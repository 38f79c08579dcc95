import { afterAll } from 'vitest'
import { UsageError } from '../src/errors/index.ts'
import { chooseTarget } from '../src/target/choose-target.ts'
import type { StartedTarget } from '../src/target/target.ts'
import { declareSuites } from './all.ts'

/** The variable that allows the suites to write to somebody's server. */
const permission = 'FLUXPROOF_TEST_REMOTE_WRITE'

const target = await startRemote()
afterAll(() => target[Symbol.asyncDispose]())
declareSuites(target)

/** The server that INFLUX_URL and INFLUX_TOKEN name: only with writing allowed, for the suites make and remove organizations. */
async function startRemote(): Promise<StartedTarget> {
  if (process.env[permission] !== '1') {
    throw new UsageError({
      operation: 'run the suites on a remote',
      expected: `${permission}=1, because they make organizations of their own there and remove them`,
      found: 'no such permission; nothing was sent to any server',
      next: `Set ${permission}=1, INFLUX_URL and INFLUX_TOKEN (an operator token) if that server is meant`,
    })
  }
  const chosen = await chooseTarget({ choice: 'remote', env: process.env })
  return chosen.start({ allowWrite: true })
}
