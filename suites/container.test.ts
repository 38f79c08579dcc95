import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { declareSuites } from './all.ts'
import { officialClientSuite } from './official-client.suite.ts'
import { startContainerTargets } from './support/container-targets.ts'

// Once a run: every suite makes an organization of its own on the servers that are started here.
const servers = await startContainerTargets(process.env)
afterAll(() => Promise.all(servers.map(({ target }) => target[Symbol.asyncDispose]())))

for (const { name, target, startMs } of servers) {
  describe(name, () => {
    afterEach(async ({ task }) => {
      const [error] = task.result?.errors ?? []
      if (error === undefined) return
      const log = `\nThe log of ${name} ends:\n${(await target.log?.()) || '(empty)'}`
      error.message += log
      error.stack += log
    })

    test('is proven ready by an authenticated canary within 3 s of its start', () => {
      console.log(`${name}: ${Math.round(startMs)} ms from start to first test`)
      expect(target.readiness).toMatchObject({ authenticated: true, canary: 'read back' })
      expect(startMs).toBeLessThan(3_000)
    })

    declareSuites(target)
    officialClientSuite(target)
  })
}
