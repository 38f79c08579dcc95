import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { describe, expect, test } from 'vitest'
import { type RunCliOptions, runCli } from '../../../suites/support/run-cli.ts'
import { temporaryFolder } from '../../../suites/support/temporary-folder.ts'
import { createInfluxClient } from '../../client/influx-client.ts'

// cspell:words allthesame

const main = new URL('../main.ts', import.meta.url).pathname

/** `fluxproof serve` in this process, until it is stopped. */
async function serve(argv: readonly string[], { env = {} }: RunCliOptions = {}) {
  const stop = new AbortController()
  const line = Promise.withResolvers<string>()
  const result = runCli(['serve', '--port', '0', ...argv], { env, signal: stop.signal, onStdout: line.resolve })
  const url = (
    await Promise.race([line.promise, result.then(({ stderr }) => Promise.reject(new Error(stderr)))])
  ).trim()
  return {
    url,
    client: (token?: string) => createInfluxClient({ url, token, transport: (request) => fetch(request) }),
    stop() {
      stop.abort()
      return result
    },
  }
}

describe('serve', () => {
  test('prints one line, its URL, once it accepts writes', async () => {
    const server = await serve(['--org', 'homeiq', '--bucket', 'first', '--token', 'the-operator-token'])
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    const client = server.client('the-operator-token')
    await client.points.write({ org: 'homeiq', bucket: 'first' }, 'm f=1')
    const { code, stdout, stderr } = await server.stop()
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: `${server.url}\n`, stderr: '' })
    await expect(client.me()).rejects.toMatchObject({ kind: 'connection-refused' })
  })

  test('starts without a set-up, which the API then does', async () => {
    const server = await serve([])
    expect(await server.client().setup.allowed()).toBe(true)
    await server.stop()
  })

  test('is set up by the variables of the official image, secrets from files included', async () => {
    using folder = temporaryFolder()
    const server = await serve([], {
      env: {
        DOCKER_INFLUXDB_INIT_MODE: 'setup',
        DOCKER_INFLUXDB_INIT_USERNAME: 'admin',
        DOCKER_INFLUXDB_INIT_PASSWORD_FILE: folder.write('password', 'admin12345\n'),
        DOCKER_INFLUXDB_INIT_ORG: 'acme',
        DOCKER_INFLUXDB_INIT_BUCKET: 'raw',
        DOCKER_INFLUXDB_INIT_RETENTION: '1w',
        DOCKER_INFLUXDB_INIT_ADMIN_TOKEN_FILE: folder.write('token', 'token-of-the-file\n'),
      },
    })
    const buckets = await server.client('token-of-the-file').buckets.list('acme')
    expect(buckets.find(({ name }) => name === 'raw')).toMatchObject({ retentionRules: [{ everySeconds: 604_800 }] })
    await server.stop()
  })

  test('gives the behaviour of the version and of the influxd flags', async () => {
    const server = await serve(['--influx-version', '2.9', '--strong-passwords'])
    const client = server.client()
    const draft = { username: 'u', password: 'allthesame', org: 'o', bucket: 'b', token: 'the-operator-token' }
    await expect(client.setup.run(draft)).rejects.toMatchObject({ status: 400 })
    expect(client.version()).toBe('2.9.1')
    await server.stop()
  })

  test('keeps its data in the folder that --data names, and is set up there once', async () => {
    using folder = temporaryFolder()
    const argv = (token: string) => ['--data', folder.path, '--org', 'acme', '--bucket', 'raw', '--token', token]
    const first = await serve(argv('the-first-token'))
    await first.client('the-first-token').points.write({ org: 'acme', bucket: 'raw' }, 'm f=1')
    expect((await first.stop()).code).toBe(0)
    const second = await serve(argv('another-token'))
    const client = second.client('the-first-token')
    expect(await client.flux.rows('acme', 'from(bucket: "raw") |> range(start: -1h)')).toHaveLength(1)
    await expect(second.client('another-token').me()).rejects.toMatchObject({ kind: 'unauthorized' })
    expect((await second.stop()).stderr).toMatch(/was set up before/)
  })

  const refused = [
    { name: 'an upgrade', env: { DOCKER_INFLUXDB_INIT_MODE: 'upgrade' }, says: /MODE=setup, found upgrade/ },
    {
      name: 'a set-up without password',
      env: { DOCKER_INFLUXDB_INIT_MODE: 'setup', DOCKER_INFLUXDB_INIT_USERNAME: 'a' },
      says: /INIT_PASSWORD/,
    },
    {
      name: 'a bucket name that no server takes',
      argv: ['--org', 'o', '--bucket', '_b', '--token', 'the-operator-token'],
      says: /set up the server/,
    },
  ]
  for (const { name, env = {}, argv = [], says } of refused) {
    test(`refuses ${name}`, async () => {
      const { code, stdout, stderr } = await runCli(['serve', '--port', '0', ...argv], { env })
      expect(stderr).toMatch(says)
      expect({ code, stdout }).toEqual({ code: 64, stdout: '' })
    })
  }

  test('says which port is taken', async () => {
    const server = await serve([])
    const second = await runCli(['serve', '--port', new URL(server.url).port])
    expect(second.stderr).toMatch(/a port in use \(EADDRINUSE\).*--port/)
    expect(second.code).toBe(2)
    await server.stop()
  })

  test('says each request on standard error when asked to, and no secret', async () => {
    const server = await serve(['--org', 'o', '--bucket', 'b', '--token', 'the-operator-token', '--log-requests'])
    await server.client('the-operator-token').points.write({ org: 'o', bucket: 'b' }, 'm f=1')
    await expect(server.client('a-wrong-token').me()).rejects.toMatchObject({ status: 401 })
    const { stdout, stderr } = await server.stop()
    expect(stderr).toBe('POST /api/v2/write 204\nGET /api/v2/me 401\n')
    expect(stdout).toBe(`${server.url}\n`)
  })

  test('answers a write that is under way before it stops', async () => {
    const argv = ['--port', '0', '--org', 'o', '--bucket', 'b', '--token', 'the-operator-token']
    const child = spawn(process.execPath, [main, 'serve', ...argv], { stdio: ['ignore', 'pipe', 'inherit'] })
    const url = String((await once(child.stdout, 'data'))[0]).trim()
    const lines = 'm f=1\nm f=2'
    const write = request(`${url}/api/v2/write?org=o&bucket=b`, {
      method: 'POST',
      headers: { authorization: 'Token the-operator-token', 'content-length': lines.length, expect: '100-continue' },
    })
    write.flushHeaders()
    // The server has begun with the request once it asks for the body.
    await once(write, 'continue')
    child.kill('SIGTERM')
    await expect
      .poll(() =>
        fetch(`${url}/ping`).then(
          () => 'open',
          () => 'closed',
        ),
      )
      .toBe('closed')
    write.end(lines)
    const [answer] = (await once(write, 'response')) as [IncomingMessage]
    expect(answer.statusCode).toBe(204)
    answer.resume()
    expect(await once(child, 'exit')).toEqual([0, null])
  })

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    test(`ends by itself on ${signal}`, async () => {
      const child = spawn(process.execPath, [main, 'serve', '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] })
      let written = ''
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        written += text
      })
      await expect.poll(() => written, { timeout: 10_000 }).toMatch(/^http:.*\n$/)
      child.kill(signal)
      expect(await once(child, 'exit')).toEqual([0, null])
    })
  }
})
