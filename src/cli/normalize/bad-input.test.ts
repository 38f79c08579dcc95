import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { runCli } from '../../../suites/support/run-cli.ts'
import { temporaryFolder } from '../../../suites/support/temporary-folder.ts'
import { contractPath } from '../../contract/testing/five-systems.ts'

const homeiq = contractPath('homeiq')
const time = '2026-01-15T12:00:00+01:00'

/** A state change of an entity with one attribute, which is JSON. */
const event = (entityId: string, attribute = '1') =>
  `{"event_type":"state_changed","time_fired":"${time}","data":{"entity_id":"${entityId}","old_state":null,"new_state":{"state":"on","attributes":{"x":${attribute}}}}}`
const nested = (open: string, close: string) => `${open.repeat(200_000)}1${close.repeat(200_000)}`

const deep: readonly (readonly [name: string, line: string, reason: string | undefined])[] = [
  ['a list in a list, and so on', nested('[', ']'), 'not an event'],
  ['an object in an object, and so on', nested('{"b":', '}'), 'not an event'],
  ['an event with such an attribute', event('sensor.x', nested('{"b":', '}')), undefined],
  ['a dropped event with such an attribute', event('no id', nested('[', ']')), 'invalid entity id'],
]
for (const [name, line, reason] of deep) {
  test(`200 000 levels deep, ${name} is ${reason === undefined ? 'a point' : `dropped as ${reason}`}`, async () => {
    using folder = temporaryFolder()
    const drops = `${folder.path}/drops`
    const { code, stderr } = await runCli(['normalize', '-c', homeiq, '--drops', drops], {
      stdin: [`${line}\n${event('light.a')}\n`],
    })
    expect(code).toBe(0)
    expect(stderr).toMatch(
      reason === undefined ? /^2 events: 2 points, 0 dropped$/m : /^2 events: 1 points, 1 dropped$/m,
    )
    const [dropped] = readFileSync(drops, 'utf8').split('\n', 1)
    if (reason === undefined) expect(dropped).toBe('')
    else expect(dropped?.startsWith(`{"line":1,"reason":"${reason}"`)).toBe(true)
    // The event is there, as JSON or as its text.
    if (reason !== undefined) expect(dropped?.length).toBeGreaterThan(line.length)
  })
}

test('events of lists within lists are read in order', async () => {
  const list = `[[${event('light.a')},[]],${event('light.b')},[[[${event('light.c')}]]]]`
  const { stdout } = await runCli(['normalize', '-c', homeiq], { stdin: [list] })
  expect(stdout.match(/light\.\w/g)).toEqual(['light.a', 'light.b', 'light.c'])
})

test('a line that is not JSON is shown without control characters', async () => {
  const { stderr } = await runCli(['normalize', '-c', homeiq], { stdin: ['a\u001b[31m red\r\u0007\u2028é\n'] })
  expect(stderr.split('\n', 1)).toEqual(['line 1: not JSON: a\\u001b[31m red\\u000d\\u0007\\u2028é'])
})

test('a byte order mark and carriage returns are no part of the events', async () => {
  const { code, stderr } = await runCli(['normalize', '-c', homeiq], {
    stdin: [`\ufeff${event('light.a')}\r\n\r\n${event('light.b')}\r\n`],
  })
  expect([code, stderr]).toEqual([0, expect.stringContaining('2 events: 2 points, 0 dropped')])
})

test('a registry may begin with a byte order mark', async () => {
  using folder = temporaryFolder()
  const registry = `${folder.path}/registry.json`
  writeFileSync(registry, `\ufeff{"entities":[{"entity_id":"light.a","platform":"hue"}]}`)
  const { stdout } = await runCli(['normalize', '-c', homeiq, '--registry', registry], { stdin: [event('light.a')] })
  expect(stdout).toContain(',integration=hue,')
})

test('a folder for points that cannot be made ends with 64', async () => {
  using folder = temporaryFolder()
  writeFileSync(`${folder.path}/file`, '')
  for (const [out, found] of [
    ['file', 'EEXIST'],
    ['file/points', 'ENOTDIR'],
  ]) {
    const result = await runCli(['normalize', '-c', homeiq, '--out', `${folder.path}/${out}`])
    expect(result).toEqual({
      code: 64,
      stdout: '',
      stderr: `fluxproof: write points to ${folder.path}/${out}: expected a folder, found ${found}. Name another path\n`,
    })
  }
})

test.skipIf(!existsSync('/dev/full'))(
  'a disk that is full ends with 2, however little there was to write',
  async () => {
    using folder = temporaryFolder()
    symlinkSync('/dev/full', `${folder.path}/home_assistant_events.lp`)
    for (const options of [
      ['--drops', '/dev/full'],
      ['--out', folder.path],
    ]) {
      const stdin = [`${event('light.a')}\n${event('no id')}\n`]
      const { code, stderr } = await runCli(['normalize', '-c', homeiq, ...options], { stdin })
      expect(code).toBe(2)
      expect(stderr).toMatch(
        /write (?:dropped events|points) to .*expected all of it to be written, found ENOSPC. Make room on the disk/,
      )
    }
  },
)

test.skipIf(!existsSync('/dev/full'))('standard output that cannot be written ends with 2', () => {
  const full = openSync('/dev/full', 'w')
  const main = new URL('../main.ts', import.meta.url).pathname
  const { status, stderr } = spawnSync(process.execPath, [main, 'normalize', '-c', homeiq], {
    input: event('light.a'),
    stdio: ['pipe', full, 'pipe'],
    encoding: 'utf8',
  })
  closeSync(full)
  expect(status).toBe(2)
  expect(stderr).toContain('fluxproof: write the output: expected all of it to be written, found ENOSPC')
})

test('every drop that was counted is in the file, also when the reader of the points has gone', async () => {
  using folder = temporaryFolder()
  const drops = `${folder.path}/drops`
  const { createIo } = await import('../io.ts')
  const { runNormalize } = await import('./run-normalize.ts')
  let told = ''
  const io = createIo({
    stdout: { write: () => {}, isTTY: false, drained: async () => false },
    stderr: { write: (text) => (told += text), isTTY: false },
    async *stdin() {
      yield Buffer.from(`${event('no id')}\n${event('light.a')}\n`)
      yield Buffer.from(`${event('no id')}\n`)
    },
    env: {},
    signal: new AbortController().signal,
  })
  await runNormalize({ contract: homeiq, timeZone: 'UTC', unavailable: 'keep', drops }, { io })
  expect(told).toContain('2 events: 1 points, 1 dropped')
  expect(readFileSync(drops, 'utf8')).toMatch(/^\{"line":1,"reason":"invalid entity id".*\}\n$/)
})

const refused: readonly (readonly [name: string, argv: readonly string[], message: RegExp])[] = [
  [
    'a weather entity that is no id',
    ['--weather-entity', 'Home'],
    /expected a --weather-entity such as weather.home, found "Home"/,
  ],
  ['a weather entity of another domain', ['--weather-entity', 'sensor.home'], /found "sensor.home"/],
  [
    'a weather entity of another system',
    ['-c', contractPath('gray-logic'), '--weather-entity', 'weather.home'],
    /expected no --weather-entity/,
  ],
]
for (const [name, argv, message] of refused) {
  test(`${name} ends with 64`, async () => {
    const { code, stderr } = await runCli(['normalize', '-c', homeiq, ...argv])
    expect(code).toBe(64)
    expect(stderr).toMatch(message)
  })
}

test('what the contract does not declare is dropped, whatever --system says', async () => {
  using folder = temporaryFolder()
  const contract = `${folder.path}/other.yaml`
  writeFileSync(
    contract,
    'contract: 1\nname: other\norg: o\nbuckets: { b: { retention: 7d, measurements: { m: { fields: { v: { type: float } } } } } }\n',
  )
  const reading = `{"building_id":"home-1","time":"${time}","aggregate_kw":1.5}`
  const result = await runCli(['normalize', '-c', contract, '--system', 'energy-monitor'], { stdin: [reading] })
  expect(result).toEqual({
    code: 0,
    stdout: '',
    stderr: '1 events: 0 points, 1 dropped\n  dropped         1  not declared\n',
  })
})

test('a measurement that only its caller knows goes to the bucket that is open for it', async () => {
  const point = `{"kind":"point","measurement":"boiler","tags":{},"fields":{"bar":1.5},"time":"${time}"}`
  const { stdout, stderr } = await runCli(['normalize', '-c', contractPath('gray-logic')], { stdin: [point] })
  expect(stdout).toBe('boiler bar=1.5 1768474800000000000\n')
  expect(stderr).toContain('points          1  for bucket metrics')
})
