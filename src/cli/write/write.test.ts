import { mkdtempDisposableSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runCli } from '../../../suites/support/run-cli.ts'
import { bucket, engineBucket, org, token } from '../../writer/testing/engine-bucket.ts'

async function listening() {
  const server = await engineBucket()
  const { url } = await server.engine.listen({ port: 0 })
  return { server, env: { INFLUX_URL: url, INFLUX_ORG: org, INFLUX_TOKEN: token } }
}

test('writes standard input and accounts for every point', async () => {
  const { server, env } = await listening()
  await using _ = server
  const stdin = ['# a comment\n\nm,k=a v=1 1\nm,k=', 'a v=2 2\nm,k=a v=3 3']
  const { code, stdout } = await runCli(['write', '--bucket', bucket, '--precision', 's'], { env, stdin })
  expect(JSON.parse(stdout)).toMatchObject({ totals: { handedIn: 3, stored: 3 }, successRate: 1, notStored: [] })
  expect(code).toBe(0)
  expect((await server.values()).map(({ _time }) => _time)).toEqual([1_000_000_000n, 2_000_000_000n, 3_000_000_000n])
})

test('a point that is not stored makes the exit code 1 and goes to the dead-letter file', async () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'write-'))
  const { server, env } = await listening()
  await using _ = server
  const deadLetter = join(folder.path, 'dead.lp')
  const args = ['write', '--bucket', bucket, '--dead-letter', deadLetter, '--spill', join(folder.path, 'spill')]
  const { code, stdout } = await runCli(args, { env, stdin: ['m v=1 1\nm v="x" 2\nm v= 3\n'] })
  expect(JSON.parse(stdout)).toMatchObject({ totals: { handedIn: 3, stored: 1, rejected: 2 } })
  expect(code).toBe(1)
  expect(
    readFileSync(deadLetter, 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('m')),
  ).toEqual(['m v= 3', 'm v="x" 2'])
})

test('shows a bar on a terminal that fills up for a file, and a summary at the end', async () => {
  const { server, env } = await listening()
  await using _ = server
  const stdin = Array.from({ length: 40 }, (_line, index) => `m v=${index} ${index + 1}\n`)
  const stdinBytes = stdin.join('').length
  const { stderr } = await runCli(['write', '--bucket', bucket], { env, stdin, stdinBytes, onTerminal: true })
  expect(stderr).toContain(`\r[${'-'.repeat(24)}] 0 %, 0 read, 0 stored, 0 not, 0 under way`)
  expect(stderr).toContain(`\r[${'#'.repeat(24)}] 100 %, 40 read, 40 stored, 0 not, 0 under way`)
  expect(stderr).toMatch(/\n40 points: 40 stored, 0 rejected, 0 unknown, 0 dropped, in \d+\.\d s\n$/)
  const piped = await runCli(['write', '--bucket', bucket], { env, stdin, onTerminal: true })
  expect(piped.stderr).toContain('\r40 read, 40 stored')
  const unwatched = await runCli(['write', '--bucket', bucket], { env, stdin, stdinBytes })
  expect(unwatched.stderr).not.toContain('\r')
})

test('an unknown bucket is said at once', async () => {
  const { server, env } = await listening()
  await using _ = server
  const { code, stdout, stderr } = await runCli(['write', '--bucket', 'nowhere'], { env, stdin: ['m v=1 1\n'] })
  expect(JSON.parse(stdout)).toMatchObject({ totals: { rejected: 1 }, notStored: [{ rule: 'not-found' }] })
  expect(stderr).toContain('404')
  expect(code).toBe(1)
})

test('acknowledges the points of each piece of input', async () => {
  const { server, env } = await listening()
  await using _ = server
  const stdin = ['m v=1 1\nm v=2 2\n# a comment\n', 'm v=3', ' 3\nm v=4 4']
  const { stderr } = await runCli(['write', '--bucket', bucket, '--acknowledge'], { env, stdin })
  expect(stderr.match(/^acknowledged \d+$/gm)).toEqual(['acknowledged 2', 'acknowledged 3', 'acknowledged 4'])
})

test('refuses a throw-away server', async () => {
  const { code, stderr } = await runCli(['write', '--bucket', 'b', '--target', 'embedded'], { stdin: ['m v=1 1\n'] })
  expect(stderr).toContain('expected a remote')
  expect(code).toBe(64)
})
