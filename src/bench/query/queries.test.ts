import { afterAll, beforeAll, expect, test } from 'vitest'
import { type EmptyBucket, emptyBucket } from '../durable/testing/empty-bucket.ts'
import { catalogue } from '../workload/catalogue.ts'
import { makePointSet } from '../workload/make-point-set.ts'
import type { PointSet } from '../workload/point-set.ts'
import { compareQueries } from './compare-queries.ts'
import { loadDataSet } from './load-data-set.ts'
import { queryCatalogue, queryNamed } from './query-catalogue.ts'
import { runQueries } from './run-queries.ts'
import { runQueriesAtRate } from './run-queries-at-rate.ts'

const set = makePointSet(
  { shape: 'home-assistant', points: 2400, series: 20, batchPoints: 500, spanHours: 24 },
  { seed: 11 },
)
let server: EmptyBucket
beforeAll(async () => {
  server = await emptyBucket()
  const { org, bucket } = server
  await loadDataSet(server.client, { org, bucket, set, queries: queryCatalogue })
})
afterAll(() => server[Symbol.asyncDispose]())

const manner = { connections: 2, repeats: 4 }
const place = (of: PointSet = set) => ({ org: server.org, bucket: server.bucket, set: of })

async function values(name: string, column = '_value'): Promise<readonly unknown[]> {
  const rows = await server.client.flux.rows(server.org, queryNamed(name).flux(place()))
  return rows.map((row) => row.values[column])
}

test.each(queryCatalogue.map(({ name }) => name))('%s has its rows in every answer', async (name) => {
  const run = await runQueries(server.client, { ...place(), query: queryNamed(name), ...manner })
  expect(run).toMatchObject({ asked: 4, acknowledged: 4, refused: 0, unknown: 0, problems: [] })
  expect(run.latencyUs.totalCount).toBe(4)
})

test('a day of the catalogue has 24 hours, its month 30 days', () => {
  const rowsOf = (name: string) => {
    const workload = catalogue.find((one) => one.kind === 'query' && one.query === name)
    if (workload?.kind !== 'query') throw new Error(`no workload asks ${name}`)
    return queryNamed(name).rows(makePointSet(workload.set, { seed: 1 }))
  }
  expect({ hourly: rowsOf('hourly-24'), daily: rowsOf('daily-30'), latest: rowsOf('latest-per-entity') }).toEqual({
    hourly: 24,
    daily: 30,
    latest: 200,
  })
})

test('every query of a workload is in the catalogue of queries', () => {
  for (const workload of catalogue) {
    if (workload.kind !== 'query' && workload.kind !== 'mixed') continue
    expect(queryNamed(workload.query).title).not.toBe('')
    if (workload.kind === 'query' && workload.rival !== undefined) expect(queryNamed(workload.rival)).toBeDefined()
  }
  expect(() => queryNamed('hourly-25')).toThrow('Did you mean hourly-24?')
})

test('a query and its rival say the same', async () => {
  const byTag = await values('class-by-tag')
  expect(byTag).toHaveLength(24)
  expect(await values('class-by-field', 'normalized_value')).toEqual(byTag)
  // From storage the rows come by series, and an entity has one for each part of the day.
  expect(await values('hourly-summary')).toEqual(expect.arrayContaining([...(await values('hourly-24'))]))
  expect(await values('hourly-summary')).toHaveLength(24)
})

test('the latest state of each entity is the one written last', async () => {
  const last = new Map<string, string>()
  for (const line of set.batches.flatMap(({ lines }) => lines)) {
    last.set(/entity_id=([^,]*)/.exec(line)?.[1] ?? '', /state_value="([^"]*)"/.exec(line)?.[1] ?? '')
  }
  const entities = await values('latest-per-entity', 'entity_id')
  const states = await values('latest-per-entity')
  expect(new Map(entities.map((entity, index) => [entity, states[index]]))).toEqual(last)
})

test('an answer with another number of rows is refused', async () => {
  const other = makePointSet(
    { shape: 'home-assistant', points: 2400, series: 24, batchPoints: 500, spanHours: 24 },
    { seed: 11 },
  )
  const run = await runQueries(server.client, { ...place(other), query: queryNamed('latest-per-entity'), ...manner })
  expect(run).toMatchObject({ asked: 4, acknowledged: 0, refused: 4 })
  expect(run.problems[0]).toBe('latest-per-entity: expected 24 rows, found 20')
})

test('an error of the server is refused, no answer is unknown', async () => {
  const query = queryNamed('hourly-24')
  const broken = { ...query, flux: () => 'from(bucket: "bench")' }
  expect(await runQueries(server.client, { ...place(), query: broken, ...manner })).toMatchObject({ refused: 4 })
  const cut = server.through(() => Promise.reject(Object.assign(new Error('cut'), { code: 'ECONNRESET' })))
  expect(await runQueries(cut, { ...place(), query, ...manner })).toMatchObject({ refused: 0, unknown: 4 })
})

test('a query is compared with its rival in turns', async () => {
  const asked: string[] = []
  const client = server.through(async (request, upstream) => {
    asked.push((await request.clone().text()).includes('pivot') ? 'field' : 'tag')
    return upstream(request)
  })
  const [query, rival] = [queryNamed('class-by-tag'), queryNamed('class-by-field')]
  const compared = await compareQueries(client, { ...place(), query, rival, connections: 1, repeats: 4 })
  expect(asked).toEqual(['tag', 'field', 'field', 'tag', 'tag', 'field', 'field', 'tag'])
  const median = (run: typeof compared.query) => run.latencyUs.getValueAtPercentile(50)
  expect(compared.ratio).toBe(median(compared.rival) / median(compared.query))
})

test('a comparison with a wrong answer has no ratio', async () => {
  const query = queryNamed('class-by-tag')
  const rival = { ...queryNamed('class-by-field'), rows: () => 25 }
  const compared = await compareQueries(server.client, { ...place(), query, rival, ...manner })
  expect(compared.ratio).toBeUndefined()
  expect(compared.rival.problems[0]).toBe('class-by-field: expected 25 rows, found 24')
})

test('queries beside writes may have fewer rows, and never fewer than before', async () => {
  await using growing = await emptyBucket()
  const { org, bucket, client } = growing
  const queries = Promise.withResolvers<void>()
  let answers = 0
  const counting = growing.through(async (request, upstream) => {
    const answer = await upstream(request)
    answers++
    if (answers === 3) queries.resolve()
    return answer
  })
  const [first, ...rest] = set.batches
  await client.points.write({ org, bucket }, first?.lines ?? [])
  const task = { org, bucket, set, query: queryNamed('latest-per-entity'), queriesPerSecond: 200 }
  const run = await runQueriesAtRate(counting, { ...task, until: queries.promise })
  expect(run).toMatchObject({ acknowledged: run.asked, refused: 0 })
  expect(run.asked).toBeGreaterThanOrEqual(3)

  let number = 0
  const shrinking = { ...queryNamed('latest-per-entity'), flux: task.query.flux }
  const forgetful = growing.through(async (request, upstream) => {
    if (number++ === 1)
      await client.points.remove({ org, bucket, start: '1970-01-01T00:00:00Z', stop: '2100-01-01T00:00:00Z' })
    return upstream(request)
  })
  await client.points.write({ org, bucket }, rest[0]?.lines ?? [])
  const until = Promise.withResolvers<void>()
  const ended = runQueriesAtRate(forgetful, { ...task, query: shrinking, queriesPerSecond: 5, until: until.promise })
  await expect.poll(() => number).toBeGreaterThanOrEqual(3)
  until.resolve()
  expect((await ended).problems.join()).toContain('found 0 rows, and 20 in an answer before it')
})

test('a set that is not there as written is not measured on', async () => {
  await using lossy = await emptyBucket()
  const { org, bucket } = lossy
  const client = lossy.through(async (request, upstream) => {
    if (!request.url.includes('/write')) return upstream(request)
    return new Response(null, { status: 204 })
  })
  await expect(loadDataSet(client, { org, bucket, set, queries: [] })).rejects.toThrow(
    /expected 2400 points .* found 0 of 0.*\n.*home_assistant_events/s,
  )
})
