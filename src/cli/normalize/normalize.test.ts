import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { runCli } from '../../../suites/support/run-cli.ts'
import { temporaryFolder } from '../../../suites/support/temporary-folder.ts'
import { createInfluxClient } from '../../client/influx-client.ts'
import { createManualClock } from '../../clock/index.ts'
import type { CheckKind } from '../../contract/check.ts'
import { contractPath, load, systems } from '../../contract/testing/five-systems.ts'
import { createEngine } from '../../engine/engine.ts'
import { decode } from '../../line-protocol/decode.ts'
import { verifyContract } from '../../observe/verify.ts'
import { apply } from '../../provision/apply.ts'
import { plan } from '../../provision/plan.ts'

const fixtures = new URL('../../../fixtures/events/', import.meta.url)
const registry = new URL('registry.json', fixtures).pathname
const fileOf = { homeiq: 'home-assistant', 'home-assistant': 'home-assistant' } as Readonly<Record<string, string>>

function eventsOf(system: string): string {
  return gunzipSync(readFileSync(new URL(`${fileOf[system] ?? system}.jsonl.gz`, fixtures))).toString()
}

/** Text in pieces that end anywhere, also within a character. */
function* pieces(text: string, size: number): Generator<Uint8Array> {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

const event = (entityId: string, state: string) =>
  JSON.stringify({
    event_type: 'state_changed',
    time_fired: '2026-01-15T12:00:00+01:00',
    data: {
      entity_id: entityId,
      old_state: null,
      new_state: {
        entity_id: entityId,
        state,
        attributes: {},
        last_changed: '2026-01-15T12:00:00+01:00',
        last_updated: '2026-01-15T12:00:00+01:00',
      },
    },
  })

const homeiq = contractPath('homeiq')
/** How many events there are and how often is up to their source, and other measurements have other writers: all other clauses are kept. */
const amounts: ReadonlySet<CheckKind> = new Set<CheckKind>(['volume', 'freshness', 'gaps'])

for (const system of systems) {
  test(`${system}: points of the fixture events, written to a server, keep the contract`, async () => {
    using folder = temporaryFolder()
    const out = `${folder.path}/points`
    const home = fileOf[system] === undefined ? [] : ['--registry', registry, '--time-zone', 'Europe/Berlin']
    const { code, stdout, stderr } = await runCli(['normalize', '-c', contractPath(system), '--out', out, ...home], {
      stdin: pieces(eventsOf(system), 60_000),
    })
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' })
    const contract = load(system)
    const org = contract.org ?? system
    const nowNs = 1_768_521_600_000_000_000n // 2026-01-16T00:00:00Z, where the events end
    const clock = createManualClock(nowNs)
    const engine = await createEngine({ clock })
    try {
      engine.bootstrap({
        username: 'admin',
        org,
        bucket: contract.buckets[0]?.name ?? 'first',
        token: 'token-of-the-test',
      })
      const client = createInfluxClient({ url: 'http://embedded', token: 'token-of-the-test', transport: engine.fetch })
      await apply(await plan(contract, client, { org }), client, { contract })
      let sent = 0
      const measurements = new Set<string>()
      for (const { key, name } of contract.buckets) {
        const text = existsSync(`${out}/${key}.lp`) ? readFileSync(`${out}/${key}.lp`, 'utf8') : ''
        const { points, errors } = decode(text)
        expect(errors).toEqual([])
        sent += points.length
        for (const { measurement } of points) measurements.add(measurement)
        if (text !== '') await client.points.write({ org, bucket: name }, text)
      }
      const [, events, points, drops] = /^(\d+) events: (\d+) points, (\d+) dropped/m.exec(stderr) ?? []
      expect(Number(events)).toBe(eventsOf(system).trimEnd().split('\n').length)
      expect(Number(points) + Number(drops)).toBe(Number(events))
      expect(sent).toBe(Number(points))
      const verdicts = await verifyContract(contract, client, {
        clock,
        org,
        allowWrite: true,
        only: (check) =>
          !amounts.has(check.kind) &&
          (!('measurement' in check) || check.measurement === undefined || measurements.has(check.measurement)),
      })
      const broken = verdicts.filter((one) => one.status === 'error' || one.status === 'failed')
      expect(broken.map((one) => [one.check.id, one.status === 'failed' ? one.found : ''])).toEqual([])
      expect(verdicts.filter((one) => one.status === 'passed').length).toBeGreaterThan(10)
    } finally {
      await engine.close()
    }
  })
}

describe('normalize', () => {
  test('names lines that are not JSON, keeps the others, and ends with 1', async () => {
    using folder = temporaryFolder()
    const drops = `${folder.path}/drops.jsonl`
    const input = `${event('light.a', 'on')}\n{"half\n\n${event('light.b', 'on')}\r\nnonsense\n${event('not an id', 'on')}`
    const { code, stdout, stderr } = await runCli(['normalize', '-c', homeiq, '--drops', drops], {
      stdin: pieces(input, 7),
    })
    expect(code).toBe(1)
    expect(stdout.trimEnd().split('\n')).toHaveLength(2)
    expect(stderr).toMatch(/^line 2: not JSON: \{"half\nline 5: not JSON: nonsense\n5 events: 2 points, 3 dropped\n/)
    const dropped = readFileSync(drops, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(dropped.map(({ line, reason }) => [line, reason])).toEqual([
      [2, 'not json'],
      [5, 'not json'],
      [6, 'invalid entity id'],
    ])
    expect(dropped[2].event).toEqual(JSON.parse(event('not an id', 'on')))
  })

  test('names ten broken lines and counts the others', async () => {
    const { stderr } = await runCli(['normalize', '-c', homeiq], { stdin: ['x\n'.repeat(15)] })
    expect(stderr).toContain(
      'line 10: not JSON: x\nand 5 more lines that are not JSON\n15 events: 0 points, 15 dropped',
    )
  })

  test('reads envelopes, lists of them, and compressed states', async () => {
    const envelope = `{"id":1,"type":"event","event":${event('light.a', 'on')}}`
    const compressed = '{"id":2,"type":"event","event":{"a":{"light.c":{"s":"on","a":{},"c":"01J","lc":1768475000.5}}}}'
    const { code, stdout } = await runCli(['normalize', '-c', homeiq], {
      stdin: [`${envelope}\n[${envelope.replaceAll('light.a', 'light.b')}]\n${compressed}\n`],
    })
    expect(code).toBe(0)
    expect(decode(stdout).points.map(({ tags }) => new Map(tags).get('entity_id'))).toEqual([
      'light.a',
      'light.b',
      'light.c',
    ])
  })

  test('nothing in gives nothing out', async () => {
    expect(await runCli(['normalize', '-c', homeiq])).toEqual({
      code: 0,
      stdout: '',
      stderr: '0 events: 0 points, 0 dropped\n',
    })
  })

  test('takes the zone and the weather entity, and drops what is unavailable when asked', async () => {
    const run = (...options: string[]) =>
      runCli(['normalize', '-c', homeiq, ...options], { stdin: [`${event('light.a', 'unavailable')}\n`] })
    expect((await run('--time-zone', 'Asia/Tokyo')).stdout).toContain('time_of_day=evening')
    expect((await run('--time-zone', 'UTC', '--weather-entity', 'weather.home')).stdout).toContain(
      'time_of_day=morning',
    )
    expect((await run('--unavailable', 'drop')).stderr).toContain('1  state unavailable')
  })

  const wrong: readonly [name: string, argv: readonly string[], message: RegExp][] = [
    ['no contract', [], /required option '-c, --contract <file>' not specified/],
    [
      'a zone that does not exist',
      ['-c', homeiq, '--time-zone', 'Mars/Base'],
      /expected an IANA time zone, found "Mars\/Base"/,
    ],
    [
      'a registry that is not there',
      ['-c', homeiq, '--registry', '/nowhere.json'],
      /read the device registry \/nowhere.json: expected a file of JSON, found ENOENT/,
    ],
    [
      'a registry of another system',
      ['-c', contractPath('energy-monitor'), '--registry', registry],
      /expected no --registry/,
    ],
    [
      'drops where nothing can be written',
      ['-c', homeiq, '--drops', '/nowhere/drops'],
      /write dropped events to \/nowhere\/drops: expected a file that can be written, found ENOENT/,
    ],
    ['a system that there is none of', ['-c', homeiq, '--system', 'mars'], /Allowed choices are/],
  ]
  for (const [name, argv, message] of wrong) {
    test(`${name} ends with 64`, async () => {
      const { code, stdout, stderr } = await runCli(['normalize', ...argv])
      expect({ code, stdout }).toEqual({ code: 64, stdout: '' })
      expect(stderr).toMatch(message)
    })
  }
})
