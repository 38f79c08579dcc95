import { mkdtempDisposableSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bucket, org, token } from './testing/engine-bucket.ts'
import { reply, type WriteRequest, writeServer } from './testing/write-server.ts'
import { createWriter } from './writer.ts'
import type { WriteFailedError } from './writer-error.ts'
import type { WriterOptions } from './writer-options.ts'

const target = { org, bucket, token, retryInitialMs: 1, retryMaxMs: 5, breakerOpenMs: 20 }

async function writeTen(answer: (request: WriteRequest) => void, options: Partial<WriterOptions> = {}) {
  await using server = await writeServer(answer)
  const errors: WriteFailedError[] = []
  const writer = createWriter({ ...target, url: server.url, onError: (error) => errors.push(error), ...options })
  for (let index = 0; index < 10; index++) await writer.write(`m,k=k${index} v=1 ${index + 1}`)
  const outcome = await writer.close({ deadlineMs: options.deadlineMs ?? 10_000 })
  return { ...outcome, errors, requests: server.requests, metrics: writer.metrics() }
}

for (const [status, rule] of [
  [401, 'unauthorized'],
  [403, 'forbidden'],
  [404, 'not-found'],
] as const) {
  test(`surfaces ${status} at once, without a second request`, async () => {
    const { totals, requests, errors, notStored } = await writeTen(({ response }) =>
      reply(response, status, { message: `no ${token}` }),
    )
    expect(totals).toMatchObject({ handedIn: 10, rejected: 10 })
    expect(requests).toHaveLength(1)
    expect(errors).toMatchObject([{ status, points: 10, willRetry: false }])
    expect(notStored[0]).toMatchObject({ rule })
    expect(JSON.stringify([notStored, errors, errors.map(String)])).not.toContain(token)
  })
}

for (const status of [408, 429, 500, 502, 503, 504, 200, 302]) {
  test(`sends again after ${status}`, async () => {
    const { totals, requests, errors, metrics } = await writeTen(({ ordinal, response }) =>
      reply(response, ordinal < 2 ? status : 204),
    )
    expect(totals).toMatchObject({ handedIn: 10, stored: 10 })
    expect(requests).toHaveLength(3)
    expect(errors).toMatchObject([{ willRetry: true }, { willRetry: true }])
    expect(metrics).toMatchObject({ retries: 2, requests: 3, successRate: 1 })
  })
}

test('splits what is too large', async () => {
  const { totals, requests } = await writeTen(({ lines, response }) => reply(response, lines.length > 3 ? 413 : 204))
  expect(totals).toMatchObject({ handedIn: 10, stored: 10 })
  expect(requests.map((lines) => lines.length)).toEqual([10, 5, 3, 2, 5, 3, 2])
})

const isPoison = (line: string) => line.includes('k=k3') || line.includes('k=k7')

test('finds the points that a server refuses without naming them, and stores the others', async () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'writer-'))
  const deadLetter = join(folder.path, 'dead.lp')
  const answer = ({ lines, response }: WriteRequest) =>
    lines.some(isPoison) ? reply(response, 400, { message: 'no "="' }) : reply(response, 204)
  const { totals, notStored } = await writeTen(answer, { deadLetter })
  expect(totals).toMatchObject({ handedIn: 10, stored: 8, rejected: 2 })
  expect(notStored.map(({ ordinal }) => ordinal)).toEqual([3, 7])
  expect(readFileSync(deadLetter, 'utf8')).toBe(
    "# point 3 rejected: refused: no '='\nm,k=k3 v=1 4\n# point 7 rejected: refused: no '='\nm,k=k7 v=1 8\n",
  )
})

test('needs no probe for points that the server names', async () => {
  const answer = ({ lines, response }: WriteRequest) => {
    const message = lines
      .filter(isPoison)
      .map((line) => `unable to parse '${line}': bad timestamp`)
      .join('\n')
    reply(response, message === '' ? 204 : 400, { message })
  }
  const { totals, requests, notStored } = await writeTen(answer)
  expect(totals).toMatchObject({ stored: 8, rejected: 2 })
  expect(requests.map((lines) => lines.length)).toEqual([10, 8])
  expect(notStored.map(({ reason }) => reason)).toEqual(['bad timestamp', 'bad timestamp'])
})

test('a 422 that counts no dropped point stores all', async () => {
  const message =
    'failure writing points to database: partial write: x has been stripped from point. dropped=0 for database: b'
  expect((await writeTen(({ response }) => reply(response, 422, { message }))).totals).toMatchObject({ stored: 10 })
})

test('a body that broke on its way is sent again', async () => {
  const answer = ({ ordinal, response }: WriteRequest) =>
    ordinal === 0
      ? reply(response, 400, { message: 'unable to read data: gzip: invalid checksum' })
      : reply(response, 204)
  const { totals, requests } = await writeTen(answer, { gzip: true })
  expect(totals).toMatchObject({ stored: 10 })
  expect(requests).toHaveLength(2)
})

for (const [what, breakOff] of [
  ['before an answer', ({ request }: WriteRequest) => request.socket.destroy()],
  ['during the headers', ({ request }: WriteRequest) => request.socket.end('HTTP/1.1 5')],
] as const) {
  test(`sends again after a connection is lost ${what}`, async () => {
    const { totals, metrics } = await writeTen((request) =>
      request.ordinal === 0 ? breakOff(request) : reply(request.response, 204),
    )
    expect(totals).toMatchObject({ handedIn: 10, stored: 10 })
    expect(metrics).toMatchObject({ connection: 'connected', reconnects: 1 })
  })
}

test('points of a request that hangs are sent again after its time limit', async () => {
  const { totals } = await writeTen(({ ordinal, response }) => ordinal > 0 && reply(response, 204), {
    requestTimeoutMs: 50,
  })
  expect(totals).toMatchObject({ stored: 10 })
})

test('close under an outage names what may be stored as unknown', async () => {
  const { totals, notStored, complete } = await writeTen(() => undefined, { deadlineMs: 50 })
  expect(totals).toMatchObject({ handedIn: 10, stored: 0, unknown: 10, pending: 0 })
  expect(notStored.map(({ ordinal, rule }) => [ordinal, rule])).toEqual(
    Array.from({ length: 10 }, (_, index) => [index, 'deadline']),
  )
  expect(complete).toBe(true)
})

test('close while nothing could be sent drops the points, and says so', async () => {
  const server = await writeServer(() => undefined)
  await server[Symbol.asyncDispose]()
  const { promise: failed, resolve: onError } = Promise.withResolvers<unknown>()
  // Once the first attempt has failed there is none under way: the next is a minute off.
  const rarely = { retryInitialMs: 60_000, retryMaxMs: 60_000, random: () => 0.99 }
  const writer = createWriter({ ...target, ...rarely, url: server.url, onError })
  await writer.write('m v=1 1')
  const flushed = await writer.flush({ deadlineMs: 20 })
  await failed
  expect(flushed).toMatchObject({ complete: false, totals: { pending: 1 }, pending: [{ line: 'm v=1 1' }] })
  expect((await writer.close({ deadlineMs: 20 })).totals).toMatchObject({ handedIn: 1, dropped: 1, unknown: 0 })
})

test('opens the breaker after five failures in a row, and closes it again', async () => {
  const states: string[] = []
  const { totals } = await writeTen(({ ordinal, response }) => reply(response, ordinal < 6 ? 503 : 204), {
    onBreaker: (state) => states.push(state),
  })
  expect(totals).toMatchObject({ stored: 10 })
  expect(states).toEqual(['open', 'half-open', 'open', 'half-open', 'closed'])
})

test('gives up at the retry limit', async () => {
  const { totals, requests } = await writeTen(({ response }) => reply(response, 429), { retryLimit: 2 })
  expect(totals).toMatchObject({ dropped: 10 })
  expect(requests).toHaveLength(3)
})
