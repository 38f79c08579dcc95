import { connect } from 'node:net'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createManualClock } from '../clock/index.ts'
import { createEngine } from '../engine/engine.ts'
import { exampleFaults, type Fault } from './fault.ts'
import { createFaultProxy, type FaultProxy } from './fault-proxy.ts'
import { type Schedule, scheduleOfRules, seededSchedule } from './schedule.ts'
import { transportToServer } from './to-server.ts'

const lines = 'm,k=a v=1 1700000000000000000\nm,k=b v=2 1700000000000000000'

async function setUp(schedule: Schedule) {
  const clock = createManualClock(1_700_000_000_000_000_000n)
  const engine = await createEngine({ clock })
  const { token } = engine.bootstrap({ username: 'u', org: 'o', bucket: 'b', token: 'secret-token' })
  const proxy = createFaultProxy({ upstream: engine.fetch, schedule, clock })
  return { clock, engine, proxy, token }
}

function write(body: string = lines, origin = 'http://server'): Request {
  const headers = { authorization: 'Token secret-token' }
  return new Request(`${origin}/api/v2/write?org=o&bucket=b`, { method: 'POST', headers, body })
}

/** What a client sees, while the clock moves until it has seen it. */
async function seen(proxy: FaultProxy, clock: { advance(ms: number): Promise<void> }, connection = 0): Promise<string> {
  let answer: string | undefined
  proxy
    .fetch(write(), { connection })
    .then(async (response) => {
      answer = await response.text().then(
        () => `${response.status}`,
        () => 'terminated',
      )
    })
    .catch((error: Error & { cause: { code: string } }) => {
      answer = error.cause.code
    })
  await expect
    .poll(
      async () => {
        await clock.advance(1)
        return answer
      },
      { interval: 0 },
    )
    .toBeDefined()
  return answer ?? ''
}

/** Fault; what the client sees on a fresh connection; how many lines are committed. */
const cases: readonly (readonly [fault: Fault, client: string, committed: number])[] = [
  [exampleFaults.refuse, 'ECONNREFUSED', 0],
  [exampleFaults.delay, '204', 2],
  [exampleFaults.trickle, '204', 2],
  [exampleFaults['slow-headers'], '204', 2],
  [{ kind: 'reset', at: 'before-body' }, 'ECONNRESET', 0],
  [{ kind: 'reset', at: 'during-body' }, 'ECONNRESET', 0],
  [{ kind: 'reset', at: 'after-body' }, 'ECONNRESET', 0],
  [exampleFaults.status, '503', 0],
  [exampleFaults['commit-drop-answer'], 'ECONNRESET', 2],
  [exampleFaults['commit-half'], '500', 1],
  [exampleFaults.lie, '204', 0],
  [exampleFaults['answer-twice'], '204', 2],
  [exampleFaults['stale-connection'], '204', 2],
  [exampleFaults['truncated-gzip'], 'terminated', 2],
  [exampleFaults['clock-step'], '204', 2],
  [exampleFaults.restart, 'ECONNRESET', 0],
  [exampleFaults['disk-full'], '500', 0],
]

describe('in process', () => {
  for (const [fault, client, committed] of cases) {
    test(`${fault.kind}${'at' in fault ? ` ${fault.at}` : ''}: the client sees ${client}, ${committed} lines are committed`, async () => {
      const { proxy, clock, engine } = await setUp(scheduleOfRules([{ fault }]))
      await using _ = engine
      expect(await seen(proxy, clock)).toBe(client)
      expect(proxy.ledger.committed().flatMap((body) => body.split('\n').filter(Boolean))).toHaveLength(committed)
    })
  }

  test('a connection that was used before is stale, a fresh one is not', async () => {
    const { proxy, clock, engine } = await setUp(scheduleOfRules([{ fault: exampleFaults['stale-connection'] }]))
    await using _ = engine
    expect([await seen(proxy, clock), await seen(proxy, clock), await seen(proxy, clock, 1)]).toEqual([
      '204',
      'ECONNRESET',
      '204',
    ])
  })

  test('a restart refuses every connection until it is over', async () => {
    const { proxy, clock, engine } = await setUp(scheduleOfRules([{ fault: { kind: 'restart', ms: 200 }, to: 0 }]))
    await using _ = engine
    expect(await seen(proxy, clock)).toBe('ECONNRESET')
    expect(await seen(proxy, clock, 7)).toBe('ECONNREFUSED')
    await clock.advance(200)
    expect(await seen(proxy, clock, 7)).toBe('204')
  })

  for (const [retryAfter, header] of [
    [2, '2'],
    ['soon', 'soon'],
    ['date', 'Tue, 14 Nov 2023 22:13:25 GMT'],
  ] as const) {
    test(`Retry-After ${retryAfter} is sent as ${header}`, async () => {
      const fault: Fault = { kind: 'status', status: 429, retryAfter, retryAfterMs: 5000 }
      const { proxy, engine } = await setUp(scheduleOfRules([{ fault }]))
      await using _ = engine
      const answer = await proxy.fetch(write())
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, header])
    })
  }

  test('rules hold for their range of requests', async () => {
    const { proxy, clock, engine } = await setUp(
      scheduleOfRules([{ fault: exampleFaults['disk-full'], from: 1, to: 2 }]),
    )
    await using _ = engine
    const answers = []
    for (let count = 0; count < 4; count++) answers.push(await seen(proxy, clock))
    expect(answers).toEqual(['204', '500', '500', '204'])
  })

  test('the same seed gives the same ledger per connection, whatever order connections come in', async () => {
    const faults = Object.values(exampleFaults).filter(({ kind }) => kind !== 'restart' && kind !== 'clock-step')
    await fc.assert(
      fc.asyncProperty(fc.integer(), fc.array(fc.nat(2), { maxLength: 12 }), async (seed, order) => {
        const replayed = async (connections: readonly number[]) => {
          const { proxy, clock, engine } = await setUp(seededSchedule({ seed, rate: 0.6, faults }))
          await using _ = engine
          for (const connection of connections) await seen(proxy, clock, connection)
          return [0, 1, 2].map((connection) => proxy.ledger.replay(connection))
        }
        expect(await replayed(order.toSorted())).toEqual(await replayed(order))
      }),
      { numRuns: 15 },
    )
  })

  test('different seeds give different faults', () => {
    const kinds = (seed: number) => {
      const schedule = seededSchedule({ seed, rate: 0.5, faults: Object.values(exampleFaults) })
      return Array.from(
        { length: 40 },
        (_, ordinal) =>
          schedule({ connection: 0, ordinal, sequence: ordinal, method: 'POST', path: '/api/v2/write' })?.kind,
      )
    }
    expect(kinds(1)).toEqual(kinds(1))
    expect(kinds(1)).not.toEqual(kinds(2))
  })
})

describe('on a socket', () => {
  /** The bytes that come back on one connection until it ends or the answer is whole. */
  async function raw(fault: Fault): Promise<string> {
    const engine = await createEngine()
    await using _ = engine
    engine.bootstrap({ username: 'u', org: 'o', bucket: 'b', token: 'secret-token' })
    const proxy = createFaultProxy({ upstream: engine.fetch, schedule: scheduleOfRules([{ fault }]) })
    await using listening = await proxy.listen()
    const socket = connect(listening.port, '127.0.0.1')
    let received = ''
    const { promise, resolve } = Promise.withResolvers<void>()
    socket.on('data', (data) => {
      received += data.toString('latin1')
      const whole =
        fault.kind === 'answer-twice' ? /204[\s\S]*\r\n\r\n[\s\S]*204[\s\S]*\r\n\r\n/ : /HTTP[\s\S]*\r\n\r\n[\s\S]*/
      if (whole.test(received) && fault.kind !== 'truncated-gzip') socket.end()
    })
    socket.on('error', (error: NodeJS.ErrnoException) => {
      received += `<${error.code}>`
    })
    socket.on('close', () => resolve())
    socket.write(
      `POST /api/v2/write?org=o&bucket=b HTTP/1.1\r\nhost: x\r\nauthorization: Token secret-token\r\ncontent-length: ${lines.length}\r\n\r\n${lines}`,
    )
    await promise
    return received
  }

  const onSocket: readonly (readonly [Fault, RegExp])[] = [
    [{ kind: 'delay', ms: 1 }, /^HTTP\/1.1 204 /],
    [exampleFaults.refuse, /^<ECONNRESET>$/],
    [{ kind: 'reset', at: 'during-body' }, /^<ECONNRESET>$/],
    [exampleFaults['commit-drop-answer'], /^<ECONNRESET>$/],
    [{ kind: 'trickle', ms: 1, bytes: 40 }, /^HTTP\/1.1 204 [\s\S]*connection: close/],
    [exampleFaults['answer-twice'], /204 No Content[\s\S]*204 No Content/],
    [exampleFaults['truncated-gzip'], /^HTTP\/1.1 200 [\s\S]*content-encoding: gzip/],
    [exampleFaults.status, /^HTTP\/1.1 503 [\s\S]*retry-after: 1[\s\S]*unavailable/],
  ]
  for (const [fault, expected] of onSocket) {
    test(`${fault.kind} shows as bytes`, async () => {
      expect(await raw(fault)).toMatch(expected)
    })
  }

  test('a client that goes before its body is whole is noted', async () => {
    await using engine = await createEngine()
    const proxy = createFaultProxy({ upstream: engine.fetch })
    await using listening = await proxy.listen()
    const socket = connect(listening.port, '127.0.0.1')
    socket.write('POST /api/v2/write HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nm v=1')
    await expect.poll(() => proxy.ledger.entries.length).toBe(1)
    socket.resetAndDestroy()
    await expect.poll(() => proxy.ledger.entries[0]?.answer).toBe('gone')
    expect(proxy.ledger.committed()).toEqual([])
  })

  test('stands in front of a server on a port', async () => {
    await using engine = await createEngine()
    engine.bootstrap({ username: 'u', org: 'o', bucket: 'b', token: 'secret-token' })
    const served = await engine.listen()
    await using server = transportToServer(served.url)
    const proxy = createFaultProxy({
      upstream: server.transport,
      schedule: scheduleOfRules([{ fault: exampleFaults.lie, to: 0 }]),
    })
    await using listening = await proxy.listen()
    const answers = [await fetch(write(lines, listening.url)), await fetch(write(lines, listening.url))]
    expect(answers.map(({ status }) => status)).toEqual([204, 204])
    expect(proxy.ledger.committed()).toEqual([lines])
  })
})
