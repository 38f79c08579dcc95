import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TemporaryFolder, temporaryFolder } from '../../../suites/support/temporary-folder.ts'
import { createInfluxClient, type InfluxClient } from '../../client/influx-client.ts'
import { createEngine } from '../../engine/engine.ts'
import { sampleWorkload } from '../testing/sample-result.ts'
import { makePointSet } from '../workload/make-point-set.ts'
import type { WriteWorkload } from '../workload/workload.ts'
import { readExpected } from './expected-file.ts'
import { exportK6 } from './export-k6.ts'
import { runK6Shape } from './testing/run-k6-shape.ts'
import { verifyExport } from './verify-export.ts'

const root = join(import.meta.dirname, '../../..')
const token = 'token-of-the-export'
const workload: WriteWorkload = { ...sampleWorkload, connections: 3 }

describe('a script for k6', () => {
  let folder: TemporaryFolder
  let server: { readonly url: string; close(): Promise<void> }
  let client: InfluxClient
  let buckets = 0

  beforeAll(async () => {
    folder = temporaryFolder()
    const engine = await createEngine()
    const listening = await engine.listen({ port: 0 })
    server = { url: listening.url, close: () => engine.close() }
    client = createInfluxClient({ url: listening.url, token, transport: (request) => fetch(request) })
    await client.setup.run({ username: 'admin', password: 'a-password', org: 'acme', bucket: 'first', token })
  })
  afterAll(async () => {
    await server.close()
    folder[Symbol.dispose]()
  })

  async function makeBucket(): Promise<string> {
    const org = await client.organizations.find('acme')
    if (org.state !== 'present') throw new Error(org.state)
    const name = `load & ${buckets++}`
    await client.buckets.create({ orgId: org.record.id, name, retentionRules: [] })
    return name
  }

  async function run(path: string, bucket: string) {
    return runK6Shape(path, {
      INFLUX_URL: `${server.url}/`,
      INFLUX_ORG: 'acme',
      INFLUX_BUCKET: bucket,
      INFLUX_TOKEN: token,
    })
  }

  test('writes what the fingerprint says, in a closed model', async () => {
    const path = folder.join('closed')
    const expected = await exportK6(workload, { folder: path, seed: 7 })
    const bucket = await makeBucket()
    const ran = await run(path, bucket)
    expect(ran).toMatchObject({ iterations: 10, requests: 10, passes: 10, fails: 0, points_acknowledged: 1000 })
    const verified = await verifyExport(client, [await readExpected(path)], { org: 'acme', bucket })
    expect(verified).toEqual({ same: true, expected: expected.expected, stored: expected.expected })
    expect(expected.expected.points).toBe(1000)
  })

  test('sends each batch once in an open model, whatever is due after the last', async () => {
    const path = folder.join('open')
    const open: WriteWorkload = { ...workload, gzip: true, arrival: { kind: 'open', batchesPerSecond: 22.5 } }
    await exportK6(open, { folder: path, seed: 7, points: 500 })
    const bucket = await makeBucket()
    const ran = await run(path, bucket)
    expect(ran).toMatchObject({ requests: 5, passes: 5, points_acknowledged: 500 })
    expect(ran.iterations).toBeGreaterThan(5)
    expect(ran.options).toMatchObject({
      scenarios: { write: { executor: 'constant-arrival-rate', rate: 22_500, timeUnit: '1000s', duration: '2s' } },
      thresholds: { dropped_iterations: ['count==0'] },
    })
    expect((await verifyExport(client, [await readExpected(path)], { org: 'acme', bucket })).same).toBe(true)
  })

  test('is verified only when all shards have run', async () => {
    const bucket = await makeBucket()
    const exports = []
    for (const index of [1, 2, 3]) {
      const path = folder.join(`shard-${index}`)
      exports.push(await exportK6(workload, { folder: path, seed: 7, shard: { index, of: 3 } }))
      if (index < 3) await run(path, bucket)
    }
    const short = await verifyExport(client, exports, { org: 'acme', bucket })
    expect(short).toMatchObject({ same: false, expected: { points: 1000 }, stored: { points: 700 } })
    await run(folder.join('shard-3'), bucket)
    expect((await verifyExport(client, exports.toReversed(), { org: 'acme', bucket })).same).toBe(true)
    await expect(verifyExport(client, exports.slice(1), { org: 'acme', bucket })).rejects.toThrow(
      'all 3 shards, found 2',
    )
  })

  test('counts no point of a refused request as acknowledged', async () => {
    const path = folder.join('refused')
    await exportK6(workload, { folder: path, seed: 7 })
    expect(await run(path, 'no such bucket')).toMatchObject({
      requests: 10,
      passes: 0,
      fails: 10,
      points_acknowledged: 0,
    })
  })

  test('holds nothing of a server, and says which variable is missing', async () => {
    const path = folder.join('closed')
    for (const name of ['script.js', 'README.md', 'expected.json']) {
      const text = readFileSync(join(path, name), 'utf8')
      expect(text).not.toContain(token)
      expect(text).not.toContain('localhost')
    }
    await expect(runK6Shape(path, { INFLUX_ORG: 'acme' })).rejects.toThrow('INFLUX_BUCKET is not set')
  })
})

test('the bodies are the bytes of the workload', async () => {
  using folder = temporaryFolder()
  await exportK6(workload, { folder: folder.path, seed: 3, startNs: 1_768_435_200_000_000_000n })
  const set = makePointSet(workload.set, { seed: 3, startNs: 1_768_435_200_000_000_000n })
  const batches = JSON.parse(readFileSync(folder.join('bodies.json'), 'utf8')) as { points: number; body: string }[]
  expect(batches.map(({ body }) => Buffer.from(body))).toEqual(set.batches.map(({ body }) => Buffer.from(body)))
  expect(batches.map(({ points }) => points)).toEqual(set.batches.map(({ lines }) => lines.length))
})

test('the script has the types of k6', async () => {
  using folder = temporaryFolder()
  await exportK6({ ...workload, gzip: true }, { folder: folder.path, seed: 3 })
  const types = join(root, 'node_modules/@types/k6')
  const config = {
    compilerOptions: {
      allowJs: true,
      checkJs: true,
      strict: true,
      noEmit: true,
      target: 'es2022',
      lib: ['es2022'],
      module: 'esnext',
      moduleResolution: 'bundler',
      typeRoots: [join(root, 'node_modules/@types')],
      types: ['k6'],
      paths: { k6: [types], 'k6/*': [`${types}/*`] },
    },
    files: ['script.js'],
  }
  folder.write('tsconfig.json', JSON.stringify(config))
  folder.write('package.json', '{"type":"module"}')
  const check = () => {
    try {
      return execFileSync(join(root, 'node_modules/.bin/tsc'), ['--project', folder.path], { encoding: 'utf8' })
    } catch (error) {
      return (error as { stdout: string }).stdout
    }
  }
  expect(check()).toBe('')
  const script = readFileSync(folder.join('script.js'), 'utf8')
  folder.write('script.js', script.replace('shared-iterations', 'shared-iteration').replace('asyncRequest', 'request2'))
  expect(check()).toMatch(/request2/)
})

test('a workload that k6 cannot run is refused', async () => {
  using folder = temporaryFolder()
  const options = { folder: folder.path, seed: 1 }
  await expect(exportK6({ ...workload, refusedPercent: 30 }, options)).rejects.toThrow('refused by a proxy')
  const { name, title } = workload
  await expect(exportK6({ kind: 'start', name, title, thresholds: [], repeats: 3 }, options)).rejects.toThrow(
    'one of kind start',
  )
  await expect(exportK6(workload, { ...options, shard: { index: 12, of: 12 } })).rejects.toThrow(
    'no request in shard 12/12',
  )
})

test('thresholds that k6 cannot hold are told', async () => {
  using folder = temporaryFolder()
  await exportK6(workload, { folder: folder.path, seed: 1 })
  expect(readFileSync(folder.join('script.js'), 'utf8')).toContain('"rate>=0.95"')
  expect(readFileSync(folder.join('README.md'), 'utf8')).toContain(
    '- whole round at most 5.00 s: k6 holds no threshold',
  )
})
