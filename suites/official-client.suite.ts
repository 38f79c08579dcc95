import { HttpError, InfluxDB, type Logger, Point, setLogger, type WriteOptions } from '@influxdata/influxdb-client'
import { AuthorizationsAPI, BucketsAPI, DeleteAPI, OrgsAPI, SetupAPI, TasksAPI } from '@influxdata/influxdb-client-apis'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { StartedTarget } from '../src/target/target.ts'
import { type Obstacle, openObstacle } from './support/obstacle.ts'
import { useSuiteOrg } from './support/use-suite-org.ts'

/** Of the points that are written here: a whole minute, some hours ago. */
const firstMs = Math.floor(Date.now() / 60_000) * 60_000 - 6 * 3_600_000
const quick = { minRetryDelay: 1, maxRetryDelay: 5, retryJitter: 0, flushInterval: 0 } satisfies Partial<WriteOptions>

/** The published client against a server that listens on a socket: what applications send, as they send it. */
export function officialClientSuite(target: StartedTarget): void {
  describe('the official client', () => {
    const bench = useSuiteOrg(target, 'official-client')
    const influx = () => new InfluxDB({ url: target.url, token: target.token, timeout: 20_000 })
    let obstacle: Obstacle
    // The client prints every failed attempt; here they are provoked.
    let loud: Logger
    beforeAll(async () => {
      loud = setLogger({ error: () => {}, warn: () => {} })
      obstacle = await openObstacle(target.url)
    })
    afterAll(async () => {
      setLogger(loud)
      await obstacle[Symbol.asyncDispose]()
    })
    const behindObstacle = () => new InfluxDB({ url: obstacle.url, token: target.token, timeout: 20_000 })

    /** Writes `count` points, one a second, and waits until all are acknowledged: `close` alone does not wait for retries. */
    async function write(influxDB: InfluxDB, bucket: string, { count, ...options }: WriteRequest): Promise<void> {
      const batches: number[] = []
      const api = influxDB.getWriteApi(bench.org.name, bucket, 'ms', {
        ...quick,
        ...options,
        writeSuccess: (lines) => void batches.push(lines.length),
      })
      for (let index = 0; index < count; index += 1) {
        const point = new Point('official').tag('host', `h${index % 3}`).tag('odd, =', 'a "b" é')
        point
          .intField('n', index)
          .floatField('half', index / 2)
          .stringField('text', `line ${index}, "é"`)
        point
          .booleanField('even', index % 2 === 0)
          .uintField('u', index)
          .timestamp(firstMs + index * 1_000)
        api.writePoint(point)
      }
      await api.flush()
      await expect.poll(() => batches.reduce((sum, lines) => sum + lines, 0), { interval: 5 }).toBe(count)
      await api.close()
    }

    const query = (bucket: string, pipeline = '') =>
      `from(bucket: ${JSON.stringify(bucket)}) |> range(start: -1d, stop: 1h) ${pipeline}`

    async function count(bucket: string): Promise<number> {
      const flux = query(bucket, '|> filter(fn: (r) => r._field == "n") |> group() |> count()')
      const [row] = await influx().getQueryApi(bench.org.name).collectRows<{ _value: number }>(flux)
      return row?._value ?? 0
    }

    describe('WriteApi', () => {
      test('writes gzipped batches, each acknowledged', async () => {
        const { name } = await bench.bucket()
        const from = obstacle.seen.length
        await write(behindObstacle(), name, { count: 2_500, batchSize: 1_000, gzipThreshold: 100 })
        const sent = obstacle.seen.slice(from)
        expect(sent.map(({ method, encoding }) => `${method} ${encoding}`)).toEqual(Array(3).fill('POST gzip'))
        expect(await count(name)).toBe(2_500)
      })

      test('returns every type of field and odd character as it was written', async () => {
        const { name } = await bench.bucket()
        await write(influx(), name, { count: 3 })
        const flux = query(
          name,
          '|> pivot(rowKey: ["_time"], columnKey: ["_field"], valueColumn: "_value") |> group() |> sort(columns: ["_time"])',
        )
        const rows = await influx().getQueryApi(bench.org.name).collectRows<Record<string, unknown>>(flux)
        expect(rows).toHaveLength(3)
        expect(rows[1]).toMatchObject({
          _measurement: 'official',
          _time: new Date(firstMs + 1_000).toISOString().replace('.000Z', 'Z'),
          host: 'h1',
          'odd, =': 'a "b" é',
          n: 1,
          u: 1,
          half: 0.5,
          text: 'line 1, "é"',
          even: false,
        })
      })

      test('tries again after 503 and loses nothing', async () => {
        const { name } = await bench.bucket()
        const from = obstacle.seen.length
        const attempts: number[] = []
        obstacle.refuse(3)
        await write(behindObstacle(), name, {
          count: 400,
          batchSize: 100,
          writeFailed: (_error, _lines, attempt) => void attempts.push(attempt),
        })
        expect(attempts).toHaveLength(3)
        expect(obstacle.seen.length - from).toBe(4 + 3)
        expect(await count(name)).toBe(400)
      })

      test('is told of a line that the server refuses, and does not try it again', async () => {
        const { name } = await bench.bucket()
        const from = obstacle.seen.length
        const told: unknown[] = []
        const api = behindObstacle().getWriteApi(bench.org.name, name, 'ns', {
          ...quick,
          writeFailed: (error) => {
            told.push(error)
            return Promise.resolve()
          },
        })
        api.writeRecord('official n=1i')
        api.writeRecord('official n=no-number')
        await api.close()
        expect(told).toEqual([expect.objectContaining({ name: 'HttpError', statusCode: 400 })])
        expect(obstacle.seen.length - from).toBe(1)
      })

      test('gives up with the reason of the server for a bucket that is not there', async () => {
        const api = influx().getWriteApi(bench.org.name, 'no-such-bucket', 'ns', { ...quick, maxRetries: 0 })
        api.writeRecord('official n=1i')
        const error: unknown = await api.close().catch((thrown: unknown) => thrown)
        expect(error).toBeInstanceOf(HttpError)
        expect(error).toMatchObject({ statusCode: 404, message: expect.stringMatching(/no-such-bucket/) })
      })
    })

    describe('QueryApi', () => {
      test('streams rows, gzipped and plain, as an iterator and to an observer', async () => {
        const { name } = await bench.bucket()
        await write(influx(), name, { count: 2_000 })
        const flux = query(name, '|> filter(fn: (r) => r._field == "n") |> group() |> sort(columns: ["_time"])')
        for (const gzip of [true, false]) {
          const api = influx().getQueryApi({ org: bench.org.name, gzip })
          const iterated: number[] = []
          for await (const { values, tableMeta } of api.iterateRows(flux))
            iterated.push(tableMeta.get(values, '_value'))
          expect(iterated).toEqual(Array.from({ length: 2_000 }, (_, index) => index))
          const observed = await new Promise<number>((resolve, reject) => {
            let rows = 0
            const next = () => {
              rows += 1
            }
            api.queryRows(flux, { next, error: reject, complete: () => resolve(rows) })
          })
          expect(observed).toBe(2_000)
        }
      })

      test('stops in the middle of a stream when the reader has enough', async () => {
        const { name } = await bench.bucket()
        await write(influx(), name, { count: 2_000 })
        let seen = 0
        for await (const _row of influx().getQueryApi(bench.org.name).iterateRows(query(name))) {
          seen += 1
          if (seen === 10) break
        }
        expect(seen).toBe(10)
        expect(await count(name)).toBe(2_000)
      })

      test('returns annotated CSV as it came, parameters bound', async () => {
        const { name } = await bench.bucket()
        await write(influx(), name, { count: 1 })
        const csv = await influx()
          .getQueryApi(bench.org.name)
          .queryRaw(query(name, '|> filter(fn: (r) => r._field == "n")'))
        expect(csv).toMatch(/^#datatype,string,long,dateTime:RFC3339,.*\r\n#group,.*\r\n#default,_result,/)
      })

      test('is told why a query does not compile, and who is not let in', async () => {
        const { name } = await bench.bucket()
        const wrong = influx().getQueryApi(bench.org.name).collectRows(query(name, '|> rnage()'))
        await expect(wrong).rejects.toMatchObject({
          statusCode: 400,
          message: expect.stringMatching(/undefined identifier rnage/),
        })
        const stranger = new InfluxDB({ url: target.url, token: 'nobody' }).getQueryApi(bench.org.name)
        await expect(stranger.collectRows(query(name))).rejects.toMatchObject({ statusCode: 401 })
      })
    })

    test('BucketsAPI makes, finds, changes and removes a bucket', async () => {
      const api = new BucketsAPI(influx())
      const retentionRules = [{ type: 'expire' as const, everySeconds: 86_400, shardGroupDurationSeconds: 3_600 }]
      const made = await api.postBuckets({ body: { orgID: bench.org.id, name: 'made', retentionRules } })
      expect(made).toMatchObject({ name: 'made', orgID: bench.org.id, retentionRules })
      const bucketID = made.id ?? ''
      await api.patchBucketsID({ bucketID, body: { description: 'changed' } })
      const found = await api.getBuckets({ org: bench.org.name, name: 'made' })
      expect(found.buckets).toEqual([expect.objectContaining({ id: bucketID, description: 'changed' })])
      const again = api.postBuckets({ body: { orgID: bench.org.id, name: 'made', retentionRules: [] } })
      await expect(again).rejects.toMatchObject({ statusCode: 422 })
      await api.deleteBucketsID({ bucketID })
      await expect(api.getBucketsID({ bucketID })).rejects.toMatchObject({ statusCode: 404 })
    })

    test('OrgsAPI makes, finds, changes and removes an organization', async () => {
      const api = new OrgsAPI(influx())
      const name = `${bench.org.name}-second`
      const made = await api.postOrgs({ body: { name } })
      const orgID = made.id ?? ''
      await api.patchOrgsID({ orgID, body: { description: 'changed' } })
      expect((await api.getOrgs({ org: name })).orgs).toEqual([
        expect.objectContaining({ id: orgID, description: 'changed' }),
      ])
      await api.deleteOrgsID({ orgID })
      await expect(api.getOrgsID({ orgID })).rejects.toMatchObject({ statusCode: 404 })
    })

    test('TasksAPI makes a task, runs it by hand and reads its run and log', async () => {
      const { name } = await bench.bucket()
      const output = await bench.bucket()
      await write(influx(), name, { count: 10 })
      const api = new TasksAPI(influx())
      const flux = `option task = {name: "copy", every: 1h}\n\n${query(name, '|> filter(fn: (r) => r._field == "n")')} |> to(bucket: "${output.name}")`
      const { id: taskID } = await api.postTasks({ body: { orgID: bench.org.id, flux } })
      const { id: runID = '' } = await api.postTasksIDRuns({ taskID, body: {} })
      await expect
        .poll(async () => (await api.getTasksIDRunsID({ taskID, runID })).status, { timeout: 20_000, interval: 20 })
        .toBe('success')
      expect((await api.getTasksIDRuns({ taskID })).runs).toEqual([expect.objectContaining({ id: runID })])
      expect((await api.getTasksIDRunsIDLogs({ taskID, runID })).events).not.toEqual([])
      expect(await count(output.name)).toBe(10)
      await api.patchTasksID({ taskID, body: { status: 'inactive' } })
      expect(await api.getTasksID({ taskID })).toMatchObject({ status: 'inactive', name: 'copy', every: '1h' })
      await api.deleteTasksID({ taskID })
      expect((await api.getTasks({ org: bench.org.name })).tasks).toEqual([])
    })

    test('AuthorizationsAPI makes a token that may do what it says and nothing else', async () => {
      const bucket = await bench.bucket()
      const api = new AuthorizationsAPI(influx())
      const { id: authID = '', token = '' } = await api.postAuthorizations({
        body: {
          orgID: bench.org.id,
          description: 'reads one bucket',
          permissions: [{ action: 'read', resource: { type: 'buckets', id: bucket.id, orgID: bench.org.id } }],
        },
      })
      const reader = new InfluxDB({ url: target.url, token })
      const read = () => reader.getQueryApi(bench.org.name).collectRows(query(bucket.name))
      expect(await read()).toEqual([])
      const writeOne = (influxDB: InfluxDB) => {
        const writing = influxDB.getWriteApi(bench.org.name, bucket.name, 'ns', { ...quick, maxRetries: 0 })
        writing.writeRecord('official n=1i')
        return writing.close()
      }
      await expect(writeOne(reader)).rejects.toMatchObject({ statusCode: 403 })
      await api.patchAuthorizationsID({ authID, body: { status: 'inactive' } })
      const said = expect.stringMatching(/token is inactive/)
      await expect(writeOne(reader)).rejects.toMatchObject({ statusCode: 403, message: said })
      await api.deleteAuthorizationsID({ authID })
      await expect(read()).rejects.toMatchObject({ statusCode: 401 })
    })

    test('DeleteAPI removes what its predicate names and keeps the rest', async () => {
      const { name } = await bench.bucket()
      await write(influx(), name, { count: 30 })
      const range = { start: new Date(firstMs).toISOString(), stop: new Date(firstMs + 3_600_000).toISOString() }
      await new DeleteAPI(influx()).postDelete({
        org: bench.org.name,
        bucket: name,
        body: { ...range, predicate: '_measurement="official" AND host="h1"' },
      })
      expect(await count(name)).toBe(20)
    })

    test('SetupAPI says that the server is set up and refuses to do it again', async () => {
      const api = new SetupAPI(influx())
      expect(await api.getSetup()).toMatchObject({ allowed: false })
      const again = api.postSetup({
        body: { username: 'second', password: 'a-password', org: 'second', bucket: 'second' },
      })
      await expect(again).rejects.toMatchObject({ statusCode: 422 })
    })
  })
}

interface WriteRequest extends Partial<WriteOptions> {
  readonly count: number
}
