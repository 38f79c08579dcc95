import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { expect, test } from 'vitest'
import type { TcpFault } from './tcp-fault.ts'
import { createTcpFaultProxy } from './tcp-fault-proxy.ts'
import { seededTcpSchedule } from './tcp-schedule.ts'

/** A server that sends back what it gets, the proxy before it, and what the server got. */
async function setUp(fault: TcpFault | undefined) {
  let received: Buffer = Buffer.alloc(0)
  const sockets = new Set<Socket>()
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('data', (bytes: Buffer) => {
      received = Buffer.concat([received, bytes])
      socket.write(bytes)
    })
    socket.on('end', () => socket.end())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const proxy = createTcpFaultProxy({ to: { host: '127.0.0.1', port }, schedule: () => fault })
  const listening = await proxy.listen()
  return {
    proxy,
    received: () => received,
    connect: () => connect({ host: '127.0.0.1', port: listening.port, allowHalfOpen: true }),
    async [Symbol.asyncDispose]() {
      await listening.close()
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Sends, ends its side, and tells what came back and how it ended. */
async function exchange(socket: Socket, bytes: Uint8Array) {
  let echoed: Buffer = Buffer.alloc(0)
  let code: string | undefined
  socket.on('data', (piece: Buffer) => {
    echoed = Buffer.concat([echoed, piece])
  })
  socket.on('error', (error: NodeJS.ErrnoException) => {
    code = error.code
  })
  socket.end(bytes)
  // Not `once`, which rejects on the error that is expected here.
  await new Promise((resolve) => socket.on('close', resolve))
  return { echoed, code }
}

const bytes = Buffer.from(Array.from({ length: 5000 }, (_, index) => index % 251))

for (const [what, fault] of [
  ['no fault', undefined],
  ['slices of 100 bytes', { sliceBytes: 100 }],
  ['latency, jitter and bandwidth', { latencyMs: 5, jitterMs: 4, bytesPerSecond: 1_000_000 }],
] as const) {
  test(`${what}: everything arrives in order both ways, and the end too`, async () => {
    await using set = await setUp(fault)
    const { echoed, code } = await exchange(set.connect(), bytes)
    expect(echoed.equals(bytes)).toBe(true)
    expect(set.received().equals(bytes)).toBe(true)
    expect(code).toBeUndefined()
    await expect.poll(() => set.proxy.connections[0]?.end).toBe('closed')
    expect(set.proxy.connections[0]).toMatchObject({ connection: 0, bytesToServer: 5000, bytesToClient: 5000 })
  })
}

test('a reset after 2000 bytes gives the client ECONNRESET and the server exactly 2000 bytes', async () => {
  await using set = await setUp({ resetAfterBytes: 2000, towards: 'server' })
  const { code } = await exchange(set.connect(), bytes)
  expect(code).toBe('ECONNRESET')
  expect(set.proxy.connections[0]).toMatchObject({ bytesToServer: 2000, end: 'reset' })
  await expect.poll(() => set.received().equals(bytes.subarray(0, 2000))).toBe(true)
})

test('a reset after 0 bytes comes as soon as the connection is open', async () => {
  await using set = await setUp({ resetAfterBytes: 0 })
  expect((await exchange(set.connect(), bytes)).code).toBe('ECONNRESET')
  expect(set.received()).toHaveLength(0)
})

test('towards the client only the answer is disturbed', async () => {
  await using set = await setUp({ resetAfterBytes: 10, towards: 'client' })
  expect((await exchange(set.connect(), bytes)).code).toBe('ECONNRESET')
  await expect.poll(() => set.received().length).toBe(5000)
})

test('in a black hole nothing goes on and nobody is told, until an end closes', async () => {
  await using set = await setUp({ silentAfterBytes: 1500, towards: 'server' })
  const socket = set.connect()
  socket.write(bytes)
  await expect.poll(() => set.received().length).toBe(1500)
  socket.write(bytes)
  expect([socket.destroyed, set.proxy.connections[0]?.end]).toEqual([false, undefined])
  socket.destroy()
  await expect.poll(() => set.proxy.connections[0]?.end).toBe('silent')
  expect(set.received()).toHaveLength(1500)
})

test('a black hole of 20 ms ends in a reset', async () => {
  await using set = await setUp({ silentAfterBytes: 100, silentMs: 20 })
  expect((await exchange(set.connect(), bytes)).code).toBe('ECONNRESET')
  expect(set.proxy.connections[0]).toMatchObject({ end: 'reset', bytesToServer: 100 })
})

test('a reset by one end reaches the other', async () => {
  await using set = await setUp(undefined)
  const socket = set.connect()
  socket.write('hello')
  await once(socket, 'data')
  socket.resetAndDestroy()
  await expect.poll(() => set.proxy.connections[0]?.end).toBe('broken')
})

test('a server that is not there is noted, and the client is reset', async () => {
  const proxy = createTcpFaultProxy({ to: { host: '127.0.0.1', port: 1 } })
  await using listening = await proxy.listen()
  expect((await exchange(connect(listening.port, '127.0.0.1'), bytes)).code).toBe('ECONNRESET')
  expect(proxy.connections[0]?.end).toBe('no-server')
})

test('a fault depends on seed and connection only', () => {
  const faults: readonly TcpFault[] = [{ latencyMs: 1 }, { sliceBytes: 1 }, { resetAfterBytes: 0 }]
  const drawn = (seed: number, rate = 0.5) => {
    const schedule = seededTcpSchedule({ seed, rate, faults })
    return Array.from({ length: 60 }, (_, at) => schedule(59 - at)).toReversed()
  }
  const schedule = seededTcpSchedule({ seed: 3, rate: 0.5, faults })
  expect(drawn(3)).toEqual(Array.from({ length: 60 }, (_, connection) => schedule(connection)))
  expect(drawn(3)).not.toEqual(drawn(4))
  const met = drawn(3).filter((fault) => fault !== undefined)
  expect(met.length).toBeGreaterThan(15)
  expect(met.length).toBeLessThan(45)
  expect(new Set(met).size).toBe(3)
  expect(drawn(3, 0)).toEqual(Array(60).fill(undefined))
})
