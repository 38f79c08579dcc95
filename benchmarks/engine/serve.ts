import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { median } from '../codec/measure.ts'
import type { Figure } from './figure.ts'

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))
const token = 'bench-token'
const flags = ['--port', '0', '--org', 'bench', '--bucket', 'bench', '--username', 'bench', '--token', token]
const headers = { authorization: `Token ${token}` }
const warmUp = 2
const count = 9

/** `serve` spawned to its first 204, and the first Flux answer of that process; from the sources, code cache warm. */
export async function measureServe(): Promise<readonly Figure[]> {
  const starts: number[] = []
  const answers: number[] = []
  for (let round = 0; round < warmUp + count; round++) {
    const { startMs, fluxMs } = await serveOnce()
    if (round < warmUp) continue
    starts.push(startMs)
    answers.push(fluxMs)
  }
  return [
    { name: 'serve spawned to first 204', measured: median(starts), unit: 'ms', goal: 250, influxd: '410-480 ms' },
    { name: 'first Flux answer of a process', measured: median(answers), unit: 'ms', goal: 150 },
  ]
}

async function serveOnce(): Promise<{ startMs: number; fluxMs: number }> {
  const spawned = performance.now()
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(DOCKER_)?INFLUX/.test(name)))
  const child = spawn(process.execPath, [main, 'serve', ...flags, '--password', 'bench-password'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env,
  })
  const ended = once(child, 'exit')
  try {
    const [url] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
    await post(`${url}/api/v2/write?org=bench&bucket=bench`, 'power kw=1.5', { expected: 204 })
    const answered = performance.now()
    const flux = 'from(bucket: "bench") |> range(start: -1h) |> filter(fn: (r) => r._measurement == "power") |> mean()'
    const text = await post(`${url}/api/v2/query?org=bench`, flux, { expected: 200 })
    if (!text.includes('1.5')) throw new Error(`bench: expected a mean of 1.5, found ${text}`)
    return { startMs: answered - spawned, fluxMs: performance.now() - answered }
  } finally {
    child.kill()
    await ended
  }
}

async function post(url: string, body: string, { expected }: { readonly expected: number }): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/vnd.flux' },
    body,
  })
  const text = await response.text()
  if (response.status !== expected) throw new Error(`bench: ${url} answered ${response.status}: ${text}`)
  return text
}
