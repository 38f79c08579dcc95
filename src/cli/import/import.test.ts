import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { runCli } from '../../../suites/support/run-cli.ts'
import { type ServedEngine, servedEngine } from '../../../suites/support/served-engine.ts'
import { temporaryFolder } from '../../../suites/support/temporary-folder.ts'
import { createInfluxClient, type InfluxClient } from '../../client/influx-client.ts'
import { contractPath, load, systems } from '../../contract/testing/five-systems.ts'

function clientOf({ url, token }: ServedEngine): InfluxClient {
  return createInfluxClient({ url, token, transport: (request) => fetch(request) })
}

for (const system of systems) {
  test(`what is imported from a server with the data of ${system} is kept by that server`, async () => {
    using folder = temporaryFolder()
    const contract = load(system)
    await using server = await servedEngine({
      org: contract.org ?? system,
      ...(contract.buckets[0] === undefined ? {} : { bucket: contract.buckets[0].name }),
    })
    const run = (...argv: string[]) => runCli(argv, { env: server.env })
    await run('apply', contractPath(system), '--allow-write', '--token-out', folder.join('tokens'))
    const seeded = await run('seed', contractPath(system), '--events', '500', '--allow-write')
    expect({ code: seeded.code, stderr: seeded.stderr }).toEqual({ code: 0, stderr: '' })
    const out = folder.join('imported.yaml')
    const imported = await run('import', '--out', out)
    expect(imported).toMatchObject({ code: 0, stdout: '' })
    expect(imported.stderr).not.toContain('waived')
    const before = server.requests.length
    const verified = await run('verify', out)
    expect({ code: verified.code, stdout: verified.code === 0 ? '' : verified.stdout }).toEqual({ code: 0, stdout: '' })
    expect(server.requests.length).toBeGreaterThan(before)
    const text = readFileSync(out, 'utf8')
    expect(text).not.toContain(server.token)
    expect(readdirSync(folder.path).filter((name) => name.endsWith('.flux'))).toHaveLength(contract.tasks.length)
  })
}

test('without --out the contract goes to standard output, the rest to standard error', async () => {
  await using server = await servedEngine()
  const { code, stdout, stderr } = await runCli(['import', '--name', 'mine'], { env: server.env })
  expect(code).toBe(0)
  expect(stdout).toMatch(
    /^# Imported from InfluxDB 2\.\d+\.\d+ at .*\n[\s\S]*\ncontract: 1\nname: mine\norg: operations\nbuckets:\n/,
  )
  expect(stderr).toBe('mine: 1 buckets, 0 measurements, 0 tokens, 0 tasks, 0 1.x mappings\n')
})

test('reads only', async () => {
  await using server = await servedEngine()
  await clientOf(server).points.write({ org: server.org, bucket: 'first' }, 'm v=1')
  const before = server.requests.length
  await runCli(['import'], { env: server.env })
  const calls = new Set(server.requests.slice(before))
  expect([...calls].filter((call) => !call.startsWith('GET ') && call !== 'POST /api/v2/query')).toEqual([])
})

test('a file that exists stays, unless --force is given', async () => {
  using folder = temporaryFolder()
  await using server = await servedEngine()
  const out = folder.write('mine.yaml', 'precious')
  const refused = await runCli(['import', '--out', out], { env: server.env })
  expect(refused.code).toBe(64)
  expect(refused.stderr).toContain(
    `expected no file ${out}, found one. Name another by --out, or add --force to replace it`,
  )
  expect(readFileSync(out, 'utf8')).toBe('precious')
  expect((await runCli(['import', '--out', out, '--force'], { env: server.env })).code).toBe(0)
  expect(readFileSync(out, 'utf8')).toContain('contract: 1')
})

test('the only org is found; of several one has to be named', async () => {
  await using server = await servedEngine()
  const env = { INFLUX_URL: server.url, INFLUX_TOKEN: server.token }
  const found = await runCli(['import'], { env })
  expect({ code: found.code, org: /^org: .*$/m.exec(found.stdout)?.[0] }).toEqual({ code: 0, org: 'org: operations' })
  await clientOf(server).organizations.create('second')
  const several = await runCli(['import'], { env })
  expect({ code: several.code, stdout: several.stdout }).toEqual({ code: 2, stdout: '' })
  expect(several.stderr).toContain('found none, and the token sees 2: operations, second. Add --org')
  expect((await runCli(['import', '--org', 'second'], { env })).stdout).not.toContain('operations')
})

const wrong: readonly [
  name: string,
  argv: readonly string[],
  env: Readonly<Record<string, string>>,
  code: number,
  message: RegExp,
][] = [
  ['no server', [], { INFLUX_URL: '' }, 64, /expected a server to read, by --url or INFLUX_URL/],
  ['a wrong token', [], { INFLUX_TOKEN: 'wrong-token' }, 2, /401/],
  ['an org that there is none of', ['--org', 'nowhere'], {}, 2, /404.*nowhere|nowhere.*404/s],
  ['a bucket that there is none of', ['--bucket', 'nothing'], {}, 2, /expected the bucket nothing, found buckets/],
]
for (const [name, argv, env, code, message] of wrong) {
  test(`${name} ends with ${code}`, async () => {
    await using server = await servedEngine()
    const ended = await runCli(['import', '--target', env.INFLUX_URL === '' ? 'embedded' : 'remote', ...argv], {
      env: { ...server.env, ...env },
    })
    expect({ code: ended.code, stdout: ended.stdout }).toEqual({ code, stdout: '' })
    expect(ended.stderr).toMatch(message)
  })
}
