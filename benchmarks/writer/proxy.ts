import { Client } from 'undici'
import { createFaultProxy } from '../../src/fault/fault-proxy.ts'
import { transportToServer } from '../../src/fault/to-server.ts'
import { startBenchServer } from './bench-server.ts'
import type { Figure } from './figure.ts'
import { type Reading, readings } from './readings.ts'
import { org, token } from './served-engine.ts'
import { serveProxy } from './served-proxy.ts'

const small = { lines: 1, warmUp: 1_000, count: 4_000 }
const large = { lines: 1000, warmUp: 50, count: 200 }

/** What the proxy adds to a request: direct and proxied ones take turns, each kind on a connection of its own that is kept open. */
export async function measureProxy(): Promise<readonly Figure[]> {
  await using server = await startBenchServer()
  const { url } = server.served
  await using upstream = transportToServer(url)
  const proxy = createFaultProxy({ upstream: upstream.transport, keepBodies: false })
  await using inProcess = await proxy.listen()
  await using own = await serveProxy(url)
  const here = await latencies(server, { direct: url, proxied: inProcess.url, ...small })
  const apart = await latencies(server, { direct: url, proxied: own.url, ...small })
  const bulky = await latencies(server, { direct: url, proxied: inProcess.url, ...large })
  const what = 'proxy without faults adds'
  return [
    ...figuresOf(what, here, { p50: 0.1, p99: 0.4 }),
    ...figuresOf(`${what}, in a process of its own`, apart),
    ...figuresOf(`${what}, ${large.lines} lines a request`, bulky),
  ]
}

interface Latencies {
  readonly direct: readonly number[]
  readonly proxied: readonly number[]
}

interface Comparison {
  readonly direct: string
  readonly proxied: string
  /** Of a request. */
  readonly lines: number
  /** Pairs of requests: first those that do not count. */
  readonly warmUp: number
  readonly count: number
}

async function latencies(
  server: Awaited<ReturnType<typeof startBenchServer>>,
  { direct, proxied, lines, warmUp, count }: Comparison,
): Promise<Latencies> {
  const bucket = `proxy-${lines}-${new URL(proxied).port}`
  const remove = await server.makeBucket(bucket)
  const written = readings(lines * (warmUp + count) * 2)
  const [straight, through] = [clientOf(direct, bucket), clientOf(proxied, bucket)]
  const times: { direct: number[]; proxied: number[] } = { direct: [], proxied: [] }
  let next = 0
  const take = () => {
    next += lines
    return written.slice(next - lines, next)
  }
  for (let pair = 0; pair < warmUp + count; pair++) {
    const [first, second] = pair % 2 === 0 ? [straight, through] : [through, straight]
    const [one, other] = [await first.write(take()), await second.write(take())]
    if (pair < warmUp) continue
    times.direct.push(pair % 2 === 0 ? one : other)
    times.proxied.push(pair % 2 === 0 ? other : one)
  }
  await Promise.all([straight.close(), through.close()])
  await server.verify(bucket, written.length)
  await remove()
  return times
}

function clientOf(url: string, bucket: string) {
  const client = new Client(url)
  const path = `/api/v2/write?${new URLSearchParams({ org, bucket, precision: 'ns' })}`
  const headers = { authorization: `Token ${token}`, 'content-type': 'text/plain; charset=utf-8' }
  return {
    /** Milliseconds to the end of the answer. */
    async write(lines: readonly Reading[]): Promise<number> {
      const body = Buffer.from(lines.map(({ line }) => line).join('\n'))
      const start = performance.now()
      const answer = await client.request({ path, method: 'POST', headers, body })
      await answer.body.dump()
      const ms = performance.now() - start
      if (answer.statusCode !== 204) throw new Error(`bench: a write answered ${answer.statusCode}`)
      return ms
    },
    close: () => client.close(),
  }
}

function figuresOf(
  name: string,
  { direct, proxied }: Latencies,
  goals?: { readonly p50: number; readonly p99: number },
): Figure[] {
  return ([50, 99] as const).map((percent) => {
    const [straight, through] = [percentile(direct, percent), percentile(proxied, percent)]
    const note = `${straight.toFixed(3)} ms direct, ${through.toFixed(3)} ms through it`
    const goal = goals && { atMost: percent === 50 ? goals.p50 : goals.p99 }
    return { name: `${name}, p${percent}`, measured: through - straight, unit: 'ms', note, ...goal }
  })
}

function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? Number.NaN
}
