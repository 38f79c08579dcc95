import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { runCli } from '../../../suites/support/run-cli.ts'
import { servedEngine } from '../../../suites/support/served-engine.ts'
import { temporaryFolder } from '../../../suites/support/temporary-folder.ts'
import type { JsonReport } from '../../report/json.ts'

const contract = `contract: 1
name: rooms
org: acme
buckets:
  readings:
    name: readings
    retention: 30d
    measurements:
      room:
        tags: { room: { required: true, values: [kitchen, hall] } }
        fields: { celsius: { type: float, min: -40, max: 60, required: true } }
tokens:
  writer: { description: rooms writer, write: [readings] }
throughput: { events: 100, within: 5s, success: 0.95 }
`

const allKept = /rooms on embedded 2\.8\.0 .*\n {2}✓ (\d+) kept, 0 broken, 0 undecided, 0 skipped/

async function builtServer(text = contract) {
  const folder = temporaryFolder()
  const file = folder.write('rooms.yaml', text)
  const server = await servedEngine()
  const run = (...argv: string[]) => runCli(argv, { env: server.env })
  for (const command of ['apply', 'seed']) {
    const { code, stderr } = await run(command, file, '--allow-write')
    if (code !== 0) throw new Error(stderr)
  }
  return {
    file,
    folder,
    server,
    run,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]()
      folder[Symbol.dispose]()
    },
  }
}

const idsOf = (report: JsonReport, outcome: string) =>
  report.runs.flatMap(({ checks }) => checks.filter((one) => one.outcome === outcome).map(({ id }) => id))

describe('verify on a throw-away server', () => {
  test('builds the contract, fills it, keeps every check and writes reports that agree', async () => {
    using folder = temporaryFolder()
    const file = folder.write('rooms.yaml', contract)
    const [junit, json] = [folder.join('reports/v.xml'), folder.join('reports/v.json')]
    const result = await runCli(['verify', file, '--target', 'embedded', '--junit', junit, `--json=${json}`])
    expect(result.stderr).toBe('')
    expect(result.stdout).toMatch(allKept)
    expect(result.code).toBe(0)
    const report: JsonReport = JSON.parse(readFileSync(json, 'utf8'))
    const xml = readFileSync(junit, 'utf8')
    expect(report.totals.checks).toBeGreaterThan(15)
    expect(report.runs[0]).toMatchObject({ seed: 1, target: { kind: 'embedded', version: '2.8.0', throwAway: true } })
    expect(xml).toContain(`tests="${report.totals.checks}" failures="0" errors="0" skipped="0"`)
    expect(readdirSync(folder.join('reports')).sort()).toEqual(['v.json', 'v.xml'])
  })

  test('says that nothing is there under --no-setup', async () => {
    using folder = temporaryFolder()
    const file = folder.write('rooms.yaml', contract)
    const result = await runCli(['verify', file, '--target', 'embedded', '--no-setup', '--only', 'rooms/org/present'])
    expect(result.stdout).toMatch(/broken {2}rooms\/org\/present/)
    expect(result.code).toBe(1)
  })

  test('runs only the checks that --only names', async () => {
    using folder = temporaryFolder()
    const file = folder.write('rooms.yaml', contract)
    const result = await runCli(['verify', file, '--target', 'embedded', '--only', '*/retention', '--verbose'])
    expect(result.stdout).toMatch(/kept {2}rooms\/bucket\/readings\/retention\n {2}✓ 1 kept/)
    expect(result.code).toBe(0)
  })

  test('prints JSON alone on standard output, and the talk beside it', async () => {
    using folder = temporaryFolder()
    const file = folder.write('rooms.yaml', contract)
    const result = await runCli(['verify', '--json', file, '--target', 'embedded', '--only', '*/retention'])
    const report: JsonReport = JSON.parse(result.stdout)
    expect(report).toMatchObject({ formatVersion: 1, exitCode: 0, totals: { checks: 1, passed: 1 } })
    expect(result.stderr).toMatch(/rooms on embedded/)
  })

  test('lists the checks and what they read or write without a server', async () => {
    using folder = temporaryFolder()
    const file = folder.write('rooms.yaml', contract)
    const env = { INFLUX_URL: 'http://127.0.0.1:1', INFLUX_TOKEN: 'unused-token' }
    const result = await runCli(['verify', file, '--list'], { env })
    expect(result.stdout).toMatch(/rooms\/bucket\/readings\/retention\n {4}the bucket .*\n {4}reads the bucket list/)
    expect(result.stdout).toMatch(/rooms\/throughput\n.*\n {4}writes, then reads/)
    expect(result.code).toBe(0)
  })

  test('ends with 2 and names the path when a report cannot be written', async () => {
    using folder = temporaryFolder()
    const file = folder.write('rooms.yaml', contract)
    const argv = ['verify', file, '--target', 'embedded', '--only', '*/retention', '--junit', `${file}/report.xml`]
    const result = await runCli(argv)
    expect(result.stderr).toMatch(
      /write the JUnit report to .*rooms\.yaml\/report\.xml: expected a file that can be written/,
    )
    expect(result.stdout).toMatch(/1 kept/)
    expect(result.code).toBe(2)
  })
})

describe('verify on a remote', () => {
  test('gives the verdicts of a throw-away server, and without --allow-write skips only what must write', async () => {
    await using built = await builtServer()
    const { file, run, server } = built
    const embedded = await runCli(['verify', file, '--target', 'embedded', '--json'])
    const writing: JsonReport = JSON.parse((await run('verify', file, '--allow-write', '--json')).stdout)
    expect(idsOf(writing, 'passed')).toEqual(idsOf(JSON.parse(embedded.stdout), 'passed'))
    const before = server.requests.length
    const reading = await run('verify', file, '--json')
    const report: JsonReport = JSON.parse(reading.stdout)
    expect(reading.code).toBe(0)
    expect(report.runs[0]?.target).toMatchObject({ kind: 'remote', reason: 'INFLUX_URL gives a URL' })
    expect(idsOf(report, 'skipped')).toEqual([
      'rooms/server/ready',
      'rooms/bucket/readings/write-edge',
      'rooms/throughput',
    ])
    expect(idsOf(report, 'passed')).toHaveLength(report.totals.checks - 3)
    const sent = server.requests.slice(before).filter((one) => !one.startsWith('GET '))
    expect(new Set(sent)).toEqual(new Set(['POST /api/v2/query']))
    expect(reading.stdout + reading.stderr).not.toContain(server.token)
  })

  const drifts = [
    {
      name: 'a retention',
      change: (text: string) => text.replace('retention: 30d', 'retention: 60d'),
      broken: ['rooms/bucket/readings/retention'],
      says: /expected 60d\n\s+found +30d/,
    },
    {
      name: 'a missing bucket',
      change: (text: string) =>
        text.replace(
          'buckets:\n',
          'buckets:\n  more: { name: more, retention: infinite, open: true, measurements: {} }\n',
        ),
      broken: ['rooms/bucket/more/present'],
      says: /found/,
    },
    {
      name: 'a field of another type',
      change: (text: string) =>
        text.replace(
          'celsius: { type: float, min: -40, max: 60, required: true }',
          'celsius: { type: string, required: true }',
        ),
      broken: ['rooms/measurement/readings/room/field/celsius/type'],
      says: /found +.*float/,
    },
    {
      name: 'a token that is too wide',
      change: (text: string) => text.replace('write: [readings] }', 'read: [readings] }'),
      broken: ['rooms/token/writer/permits', 'rooms/token/writer/confined'],
      says: /write/,
    },
  ]
  for (const { name, change, broken, says } of drifts) {
    test(`ends with 1 for ${name} and names exactly that check`, async () => {
      await using built = await builtServer()
      const text = change(contract)
      expect(text).not.toBe(contract)
      const file = built.folder.write('drift.yaml', text)
      const shown = await built.run('verify', file)
      expect(shown.stdout).toMatch(says)
      expect(shown.code).toBe(1)
      const report: JsonReport = JSON.parse((await built.run('verify', file, '--json')).stdout)
      expect(idsOf(report, 'failed')).toEqual(broken)
      expect(report.exitCode).toBe(1)
    })
  }

  test('ends with 2, not 1, when the server goes away midway', async () => {
    await using built = await builtServer()
    const { server, file } = built
    server.stopAfter(4)
    const { code, stdout } = await runCli(['verify', file, '--timeout', '500ms', '--json'], { env: server.env })
    const report: JsonReport = JSON.parse(stdout)
    expect(report.totals.failed).toBe(0)
    expect(report.totals.undecided).toBeGreaterThan(0)
    expect(code).toBe(2)
  })

  for (const argv of [['--require-real'], ['--target', 'container'], ['--target', 'binary']]) {
    test(`leaves every check undecided under ${argv.join(' ')} where no server can be started`, async () => {
      using folder = temporaryFolder()
      const file = folder.write('rooms.yaml', contract)
      const env = { DOCKER_HOST: 'unix:///nonexistent.sock', PATH: '' }
      const { code, stdout } = await runCli(['verify', file, ...argv, '--json'], { env })
      const report: JsonReport = JSON.parse(stdout)
      expect(report.totals.undecided).toBeGreaterThan(10)
      expect(report.totals).toMatchObject({ passed: 0, failed: 0, skipped: 0 })
      expect(code).toBe(2)
    })
  }

  test('counts what another contract of the organization declares as declared', async () => {
    await using built = await builtServer()
    const { run, file, folder } = built
    const sibling = `contract: 1\nname: more\norg: acme\nbuckets: { more: { name: more, retention: infinite, open: true, measurements: {} } }\n`
    const other = folder.write('more.yaml', sibling)
    expect((await run('apply', other, '--allow-write')).code).toBe(0)
    const only = ['--only', 'rooms/org/undeclared-buckets', '--json']
    const alone: JsonReport = JSON.parse((await run('verify', file, ...only)).stdout)
    const together: JsonReport = JSON.parse((await run('verify', file, other, ...only)).stdout)
    expect([alone.exitCode, together.exitCode]).toEqual([1, 0])
  })
})
