import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { runCli } from '../../../suites/support/run-cli.ts'
import { servedEngine } from '../../../suites/support/served-engine.ts'
import { temporaryFolder } from '../../../suites/support/temporary-folder.ts'

const one = ['parity', '--influx-version', '2.8.0']
const scenario = 'write/precision-ms'

test('replays on the embedded engine and writes the reports', async () => {
  using folder = temporaryFolder()
  const [json, markdown] = [`${folder.path}/parity.json`, `${folder.path}/parity.md`]
  const { code, stdout } = await runCli([...one, '--only', scenario, `--json=${json}`, '--markdown', markdown])
  expect(stdout).toMatch(/\| write +\| 2\.8\.0/)
  expect(code).toBe(0)
  const report = JSON.parse(readFileSync(json, 'utf8'))
  expect(report).toMatchObject({ formatVersion: 1, target: 'embedded', explained: true, divergent: [] })
  expect(readFileSync(markdown, 'utf8')).toContain('# Parity of the embedded engine')
})

test('ends with 1 and shows the answers where one differs from its recording', async () => {
  using folder = temporaryFolder()
  const response = { status: 418, headers: {}, body: 'a teapot' }
  const steps = [{ request: { method: 'GET', path: '/health' }, response }]
  const transcript = { id: 'odd/teapot', title: 'a teapot', setup: 'org', servers: ['v2.8.0'], steps }
  folder.write('teapot.json', JSON.stringify(transcript))
  const { code, stderr } = await runCli([...one, '--recordings', folder.path, '--only', 'odd/', '--show', '1'])
  expect(stderr).toMatch(/--- 2\.8\.0 odd\/teapot step 0: divergent\nexpected .*a teapot.*\nfound .*"status":200/)
  expect(stderr).toContain('unexplained difference: 2.8.0 odd/teapot step 0\n')
  expect(code).toBe(1)
})

test('replays on a server with its own token, skips what needs a bare one, and leaves nothing behind', async () => {
  await using server = await servedEngine()
  const flags = ['parity', '--target', 'remote', '--allow-write']
  const remote = (only: string) => runCli([...flags, '--only', only], { env: server.env })
  expect(await remote(scenario)).toMatchObject({ code: 0, stdout: expect.stringMatching(/\| write +\| 2\.8\.0/) })
  const bare = await remote('api/setup/')
  expect(bare.code).toBe(2)
  expect(bare.stdout).toContain('scenarios skipped: needs a server that was never set up')
  const headers = { authorization: `Token ${server.token}` }
  const { orgs } = (await (await fetch(`${server.url}/api/v2/orgs`, { headers })).json()) as {
    orgs: { name: string }[]
  }
  expect(orgs.map(({ name }) => name)).toEqual([server.org])
})

test('sends nothing to a remote without --allow-write', async () => {
  await using server = await servedEngine()
  const { code, stderr } = await runCli(['parity', '--target', 'remote'], { env: server.env })
  expect(stderr).toContain('expected --allow-write')
  expect({ code, requests: server.requests }).toEqual({ code: 64, requests: [] })
})
