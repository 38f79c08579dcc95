import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TemporaryFolder, temporaryFolder } from '../../../../suites/support/temporary-folder.ts'
import { runK6Shape } from '../../../bench/export/testing/run-k6-shape.ts'
import { createEngine, type Engine } from '../../../engine/engine.ts'
import { runVerb } from '../testing/run-verb.ts'
import { exportCommand } from './export-command.ts'

const token = 'token-of-the-export'
let engine: Engine
let url: string
let folder: TemporaryFolder

beforeAll(async () => {
  folder = temporaryFolder()
  engine = await createEngine()
  await engine.bootstrap({ org: 'acme', bucket: 'load', token, username: 'admin', password: 'a-password' })
  url = (await engine.listen({ port: 0 })).url
})
afterAll(async () => {
  await engine.close()
  folder[Symbol.dispose]()
})

test('a workload is exported, run and verified', async () => {
  const out = folder.join('k6')
  const written = await runVerb(exportCommand, ['--workload', 'ingest-100x4', '--points', '1050', '--out', out])
  expect(written).toMatchObject({
    code: 0,
    stdout: expect.stringContaining(`${out}/script.js: 1050 points in 11 requests`),
  })
  const env = { INFLUX_URL: url, INFLUX_ORG: 'acme', INFLUX_BUCKET: 'load', INFLUX_TOKEN: token }

  const before = await runVerb(exportCommand, ['--verify', out], { env })
  expect(before.code).toBe(1)
  expect(before.stdout).toMatch(
    /^expected {2}1050 points, .*\nstored {4}0 points, 0 field values, hash 0+\nNOT the same\n$/,
  )

  await runK6Shape(out, env)
  const flags = ['--url', url, '--org', 'acme', '--bucket', 'load', '--token-file', folder.write('token', token)]
  const after = await runVerb(exportCommand, ['--verify', out, ...flags])
  expect(after.code).toBe(0)
  expect(after.stdout).toContain('\nthe same\n')
  expect(after.stdout + after.stderr).not.toContain(token)
})

test('what cannot be exported or verified is wrong usage', async () => {
  const out = folder.join('none')
  const said = async (...argv: string[]) => {
    const { code, stderr } = await runVerb(exportCommand, argv)
    expect(code).toBe(64)
    return stderr
  }
  expect(await said()).toContain('expected --workload and --out, or --verify')
  expect(await said('--workload', 'batch-1000')).toContain('no --out')
  expect(await said('--workload', 'batch-1O00', '--out', out)).toContain('Did you mean batch-1000?')
  expect(await said('--workload', 'start-up', '--out', out)).toContain('one of kind start')
  expect(await said('--workload', 'batch-*', '--out', out)).toContain('several')
  expect(await said('--workload', 'batch-1000', '--out', out, '--shard', '3/2')).toContain('1 ≤ i ≤ n')
  expect(await said('--verify', out)).toContain('expected.json')
})
