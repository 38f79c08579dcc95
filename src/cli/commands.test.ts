import { existsSync, readFileSync, statSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { runCli } from '../../suites/support/run-cli.ts'
import { servedEngine } from '../../suites/support/served-engine.ts'
import { temporaryFolder } from '../../suites/support/temporary-folder.ts'
import { createInfluxClient } from '../client/influx-client.ts'
import { createIo } from './io.ts'
import { createProgram } from './program.ts'

const contract = `contract: 1
name: shop
org: shop
buckets:
  raw:
    name: raw
    retention: 30d
    measurements:
      sale: { tags: { till: { required: true, values: [a, b] } }, fields: { total: { type: float, unit: EUR, min: 0 } } }
tokens:
  writer: { description: shop writer, write: [raw] }
`

async function shop() {
  const folder = temporaryFolder()
  const server = await servedEngine()
  return {
    folder,
    server,
    file: folder.write('shop.yaml', contract),
    run: (...argv: string[]) => runCli(argv, { env: server.env }),
    client: (token: string) => createInfluxClient({ url: server.url, token, transport: (request) => fetch(request) }),
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]()
      folder[Symbol.dispose]()
    },
  }
}

describe('help', () => {
  const sink = { write: () => {}, isTTY: false }
  const io = createIo({ stdout: sink, stderr: sink, env: {}, signal: new AbortController().signal })
  const commands = createProgram(io, () => {}).commands.map((command) => command.name())

  test('names every command', () => {
    expect(commands).toEqual(
      expect.arrayContaining(['verify', 'plan', 'apply', 'lint', 'describe', 'seed', 'ready', 'serve', 'parity']),
    )
  })

  for (const name of commands) {
    test(`of ${name} has examples and goes to standard output`, async () => {
      const { code, stdout, stderr } = await runCli([name, '--help'])
      expect(stdout).toMatch(new RegExp(`^Usage: fluxproof ${name}[\\s\\S]*\nExamples:\n {2}\\$ .*fluxproof ${name}`))
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    })
  }

  test('without a command goes to standard error and ends with 64', async () => {
    const { code, stdout, stderr } = await runCli([])
    expect(stderr).toMatch(/^Usage: fluxproof/)
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' })
  })

  test('--version prints the version of the package', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
    expect(await runCli(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' })
  })
})

describe('plan, apply and seed', () => {
  test('plan ends with 1 while there is something to change, then with 0', async () => {
    await using built = await shop()
    const { run, file, server } = built
    const before = await run('plan', file)
    expect(before.stdout).toMatch(/create {3}organization shop\n.*create {3}bucket raw\n.*create {3}token shop writer/)
    expect(before.code).toBe(1)
    expect(server.requests.every((one) => one.startsWith('GET '))).toBe(true)
    await run('apply', file, '--allow-write')
    const after = await run('plan', file)
    expect(after.stdout).toMatch(/no change: all 3 resources are as declared/)
    expect(after.code).toBe(0)
  })

  test('a second apply prints no change and ends with 0', async () => {
    await using built = await shop()
    const { run, file } = built
    expect((await run('apply', file, '--allow-write')).code).toBe(0)
    const second = await run('apply', file, '--allow-write')
    expect(second.stdout).toMatch(/no change/)
    expect(second).toMatchObject({ code: 0, stderr: '' })
  })

  test('a new token goes to the file of --token-out alone, for its owner only, and works', async () => {
    await using built = await shop()
    const { run, file, folder, client } = built
    const out = folder.write('tokens', 'other/key=kept\n')
    const { code, stdout, stderr } = await run('apply', file, '--allow-write', '--token-out', out)
    expect(code).toBe(0)
    const [kept, line = ''] = readFileSync(out, 'utf8').trim().split('\n')
    expect(kept).toBe('other/key=kept')
    const [key, token = ''] = line.split(/=(.*)/s)
    expect(key).toBe('shop/writer')
    expect(statSync(out).mode & 0o777).toBe(0o600)
    expect(stdout + stderr).not.toContain(token)
    await client(token).points.write({ org: 'shop', bucket: 'raw' }, 'sale,till=a total=1')
  })

  test('a token file that cannot be written is found out before a token is made', async () => {
    await using built = await shop()
    const { run, file, folder, server } = built
    const { code, stderr } = await run('apply', file, '--allow-write', '--token-out', folder.join('none/tokens'))
    expect(stderr).toMatch(/save new tokens.*ENOENT/)
    expect(code).toBe(64)
    expect(server.requests).toEqual([])
  })

  test('an apply that would lose data is refused with 1, and done with --allow-data-loss', async () => {
    await using built = await shop()
    const { run, file, folder } = built
    await run('apply', file, '--allow-write')
    await run('seed', file, '--allow-write')
    const shorter = folder.write('shorter.yaml', contract.replace('retention: 30d', 'retention: 7d'))
    const refused = await run('apply', shorter, '--allow-write')
    expect(refused.stdout).toMatch(/refused {2}bucket raw\n +retention: expected 7d, found 30d\n.*deletes older points/)
    expect(refused.code).toBe(1)
    const forced = await run('apply', shorter, '--allow-write', '--allow-data-loss')
    expect(forced.stdout).toMatch(/updated {2}bucket raw/)
    expect(forced.code).toBe(0)
  })

  test('seed writes as many events as it is told, the same for the same seed', async () => {
    await using built = await shop()
    const { run, file } = built
    await run('apply', file, '--allow-write')
    const [first, again] = [
      await run('seed', file, '--allow-write', '--events', '50'),
      await run('seed', file, '--allow-write', '--events', '50'),
    ]
    expect(first.stdout).toMatch(/ \d+ points written in 1 batch, seed 1/)
    expect(again.stdout).toBe(first.stdout)
  })

  test('a server that is not there ends with 2 and says what to do', async () => {
    using folder = temporaryFolder()
    const env = { INFLUX_URL: 'http://127.0.0.1:9', INFLUX_TOKEN: 'unused-token' }
    const { code, stderr } = await runCli(['plan', folder.write('shop.yaml', contract)], { env })
    expect(stderr).not.toBe('')
    expect(code).toBe(2)
  })
})

describe('ready', () => {
  test('proves an authenticated call only, and writes nothing, without --allow-write', async () => {
    await using built = await shop()
    const { code, stdout } = await built.run('ready')
    expect(JSON.parse(stdout)).toMatchObject({
      ready: true,
      authenticated: true,
      canary: 'skipped',
      reason: expect.stringMatching(/--allow-write/),
      target: { kind: 'remote', version: '2.8.0' },
    })
    expect(code).toBe(0)
    expect(built.server.requests).toEqual(['GET /api/v2/me'])
  })

  test('reads its canary back with --allow-write, and leaves no bucket behind', async () => {
    await using built = await shop()
    const { run, client, server } = built
    expect(JSON.parse((await run('ready', '--allow-write')).stdout)).toMatchObject({ ready: true, canary: 'read back' })
    const names = (await client(server.token).buckets.list(server.org)).map(({ name }) => name)
    expect(names.sort()).toEqual(['_monitoring', '_tasks', 'first'])
  })

  test('takes a token that may do little for what it is', async () => {
    await using built = await shop()
    const { server, client } = built
    const found = await client(server.token).organizations.find(server.org)
    const orgId = found.state === 'present' ? found.record.id : ''
    const permissions = [{ action: 'read' as const, resource: { type: 'buckets', orgID: orgId } }]
    const { token = '' } = await client(server.token).authorizations.create({
      orgId,
      description: 'narrow',
      permissions,
    })
    const { code, stdout } = await runCli(['ready', '--allow-write'], { env: { ...server.env, INFLUX_TOKEN: token } })
    expect(JSON.parse(stdout)).toMatchObject({
      ready: true,
      canary: 'skipped',
      reason: expect.stringMatching(/scratch bucket/),
    })
    expect(code).toBe(0)
  })

  test('ends with 1 and a reason for a wrong token', async () => {
    await using built = await shop()
    const { code, stdout } = await runCli(['ready'], { env: { ...built.server.env, INFLUX_TOKEN: 'not-the-token' } })
    expect(JSON.parse(stdout)).toMatchObject({ ready: false, found: expect.stringMatching(/401/) })
    expect(code).toBe(1)
    expect(stdout).not.toContain('not-the-token')
  })
})

describe('lint and describe', () => {
  test('lint ends with 0 for a clean contract and with 1 and the place for a mistake', async () => {
    using folder = temporaryFolder()
    const clean = await runCli(['lint', folder.write('shop.yaml', contract)])
    expect(clean).toMatchObject({ code: 0, stdout: '1 contract: 0 to correct, 0 waived\n' })
    const clash = folder.write(
      'clash.yaml',
      contract.replace('fields: { total:', 'fields: { till: { type: string }, total:'),
    )
    const found = await runCli(['lint', clash])
    expect(found.stdout).toMatch(/clash\.yaml:\d+:\d+: shop\/lint\/tag-field-clash\//)
    expect(found.code).toBe(1)
    const json = await runCli(['lint', clash, '--json'])
    expect(JSON.parse(json.stdout).findings).toMatchObject([{ id: expect.stringMatching(/tag-field-clash/) }])
  })

  test('describe prints a schema document', async () => {
    using folder = temporaryFolder()
    const { code, stdout } = await runCli(['describe', folder.write('shop.yaml', contract)])
    expect(stdout).toMatch(/^# shop\n[\s\S]*## Bucket `raw`[\s\S]*EUR/)
    expect(code).toBe(0)
    expect(existsSync(folder.join('shop.md'))).toBe(false)
  })
})

test('a command that is stopped ends with 130', async () => {
  await using built = await shop()
  const result = await runCli(['verify', built.file], { env: built.server.env, signal: AbortSignal.abort() })
  expect(result).toMatchObject({ code: 130, stderr: 'fluxproof: stopped\n' })
})
