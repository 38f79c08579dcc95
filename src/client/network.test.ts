import { createServer as createHttpServer } from 'node:http'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { inspect } from 'node:util'
import { gzipSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import { ClientError } from './client-error.ts'
import { createInfluxClient, type InfluxClient } from './influx-client.ts'
import { createNetworkTransport } from './network-transport.ts'

const secret = 'sec/ret+token=='
const cleanups: (() => Promise<unknown> | unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

async function listen(server: Server): Promise<string> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  cleanups.push(() => {
    for (const socket of sockets) socket.destroy()
    return new Promise((resolve) => server.close(resolve))
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function connect(url: string, timeoutMs = 5_000): InfluxClient {
  const network = createNetworkTransport()
  cleanups.push(() => network.close())
  return createInfluxClient({ url, token: secret, transport: network.transport, timeoutMs })
}

async function failure(run: Promise<unknown>): Promise<ClientError> {
  const error = await run.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof ClientError)) throw new Error(`not a ClientError: ${inspect(error)}`)
  for (const text of [inspect(error), String(error.stack), JSON.stringify(error), inspect(error.cause)]) {
    expect(text).not.toContain(secret)
  }
  return error
}

test('says that the connection was refused', async () => {
  const server = createServer()
  const url = await listen(server)
  await new Promise((resolve) => server.close(resolve))
  const error = await failure(connect(url).me())
  expect(error.kind).toBe('connection-refused')
  expect(error.message).toContain(`${url} refused the connection`)
  cleanups.shift()
})

test('gives up on a server that never answers', async () => {
  const error = await failure(connect(await listen(createServer()), 80).buckets.list('home'))
  expect(error.kind).toBe('timeout')
  expect(error.message).toContain('within 80 ms')
})

test('gives up on a body that never ends', async () => {
  const server = createServer((socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"orgs":'))
  const error = await failure(connect(await listen(server), 80).organizations.find('home'))
  expect(error.kind).toBe('timeout')
})

test('says that the server closed the connection', async () => {
  const server = createServer((socket) => socket.once('data', () => socket.destroy()))
  const error = await failure(connect(await listen(server)).me())
  expect(error.kind).toBe('closed')
})

test('says that the connection was closed in mid-answer', async () => {
  const server = createServer((socket) =>
    socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"orgs":')),
  )
  const error = await failure(connect(await listen(server)).organizations.find('home'))
  expect(error.kind).toBe('closed')
})

test('says that a plain server does not speak TLS', async () => {
  const url = await listen(createServer((socket) => socket.once('data', () => socket.end('no TLS here\r\n'))))
  const error = await failure(connect(url.replace('http:', 'https:')).me())
  expect(error.kind).toBe('tls')
})

test('takes a page that is no JSON for another server', async () => {
  const url = await listen(createHttpServer((_, response) => response.end('<html>')) as Server)
  const error = await failure(connect(url).organizations.find('home'))
  expect(error.kind).toBe('unexpected-answer')
})

test('stops at a signal', async () => {
  const url = await listen(createServer())
  const stop = new AbortController()
  const pending = failure(connect(url).me({ signal: stop.signal }))
  stop.abort()
  expect((await pending).kind).toBe('aborted')
})

test('reads an answer that was compressed, and a header that is not ASCII', async () => {
  const server = createHttpServer((request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip', 'x-note': 'Ã©' })
    response.end(gzipSync(JSON.stringify({ name: String(request.headers['accept-encoding']) })))
  })
  const network = createNetworkTransport()
  cleanups.push(() => network.close())
  const answer = await network.transport(new Request(await listen(server as Server)))
  expect([await answer.json(), answer.headers.get('x-note')]).toEqual([{ name: 'gzip, deflate' }, 'Ã©'])
})

test('says that a compressed answer was cut', async () => {
  const server = createHttpServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
    const packed = gzipSync(JSON.stringify({ buckets: [] }))
    response.end(packed.subarray(0, packed.length / 2))
  })
  const error = await failure(connect(await listen(server as Server)).me())
  expect(error.message).toContain('unexpected end of file')
})

test('hides a token that an answer repeats', async () => {
  const server = createHttpServer((request, response) => {
    response.writeHead(401, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ code: 'unauthorized', message: `bad ${request.headers.authorization}` }))
  })
  const error = await failure(connect(await listen(server as Server)).me())
  expect(error.kind).toBe('unauthorized')
  expect(error.serverMessage).toBe('bad Token [redacted]')
})

test('refuses a header that no request can carry without naming the token', async () => {
  const bad = `${secret}\nx`
  const network = createNetworkTransport()
  cleanups.push(() => network.close())
  const client = createInfluxClient({ url: 'http://127.0.0.1:1', token: bad, transport: network.transport })
  const error = await failure(client.me())
  expect(inspect(error)).not.toContain(secret)
})

test('prints no token', async () => {
  expect(inspect(connect('http://127.0.0.1:1'), { depth: 9, showHidden: true })).not.toContain(secret)
})
