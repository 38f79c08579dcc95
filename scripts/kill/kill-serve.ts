import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { draw } from '../../src/fault/draw.ts'
import type { KillOptions } from './kill-options.ts'
import { bucket, org, type Server, startServer, token } from './start-server.ts'

const writers = 6
const linesPerRequest = 5
/** How long a server is under load before it is killed, milliseconds: between these. */
const load = { min: 100, max: 500 }

/** Of one writer, which writes the numbers from 0 on, each as a point of its own. */
interface Progress {
  next: number
  /** Numbers below this are acknowledged. */
  acknowledged: number
}

/** Kills `fluxproof serve --data` with SIGKILL under load, round by round. @returns acknowledged points that are gone after the next start. */
export async function killServe({ rounds, seed, log }: KillOptions): Promise<number> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'fluxproof-kill-'))
  const progress = Array.from({ length: writers }, (): Progress => ({ next: 0, acknowledged: 0 }))
  let lost = 0
  let server = await startServer(dataDir)
  try {
    for (let round = 1; round <= rounds; round++) {
      const writing = Promise.all(progress.map((one, writer) => writeOn(server, writer, one)))
      const gone = once(server.child, 'exit')
      const { child } = server
      setTimeout(() => child.kill('SIGKILL'), load.min + draw(seed, 'serve', round) * (load.max - load.min))
      await Promise.all([writing, gone])
      const acknowledged = progress.reduce((sum, one) => sum + one.acknowledged, 0)
      server = await startServer(dataDir)
      const lostNow = await check(server, progress)
      lost += lostNow
      if (lostNow > 0 || round % 10 === 0 || round === rounds) {
        log(`serve, round ${round} of ${rounds}: ${acknowledged} points acknowledged so far, ${lost} lost`)
      }
    }
  } finally {
    server.child.kill('SIGKILL')
    fs.rmSync(dataDir, { recursive: true, force: true })
  }
  return lost
}

async function post(server: Server, target: string, body: string): Promise<Response> {
  return fetch(server.url + target, {
    method: 'POST',
    headers: { authorization: `Token ${token}`, 'content-type': 'application/vnd.flux' },
    body,
  })
}

/** Writes until the server is gone. */
async function writeOn(server: Server, writer: number, progress: Progress): Promise<void> {
  for (;;) {
    const numbers = Array.from({ length: linesPerRequest }, (_, index) => progress.next + index)
    const lines = numbers.map((number) => `m,w=${writer} n=${number}i ${number}`)
    progress.next += linesPerRequest
    try {
      const answer = await post(server, `/api/v2/write?org=${org}&bucket=${bucket}`, lines.join('\n'))
      await answer.arrayBuffer()
      if (answer.status !== 204) throw new Error(`write: expected 204, found ${answer.status}`)
      progress.acknowledged = progress.next
    } catch (error) {
      if (error instanceof TypeError) return
      throw error
    }
  }
}

/** An aggregate of each writer's points. */
async function ask(server: Server, aggregate: 'count' | 'max'): Promise<number[]> {
  const flux = `from(bucket: "${bucket}") |> range(start: 0, stop: 2100-01-01T00:00:00Z) |> ${aggregate}() |> keep(columns: ["w", "_value"])`
  const answer = await post(server, `/api/v2/query?org=${org}`, flux)
  const text = await answer.text()
  if (answer.status !== 200) throw new Error(`query: expected 200, found ${answer.status} ${text}`)
  const found = Array<number>(writers).fill(aggregate === 'count' ? 0 : -1)
  const rows = text.split('\r\n').filter((row) => /^,(_result)?,\d/.test(row))
  for (const row of rows) {
    const [, , , value, writer] = row.split(',')
    found[Number(writer)] = Number(value)
  }
  return found
}

/** Compares what is stored with what was acknowledged, and lets the writers go on behind what is stored. @returns points lost. */
async function check(server: Server, progress: readonly Progress[]): Promise<number> {
  const [counts, highest] = [await ask(server, 'count'), await ask(server, 'max')]
  let lost = 0
  for (const [writer, one] of progress.entries()) {
    const [count = 0, max = -1] = [counts[writer], highest[writer]]
    lost += Math.max(one.acknowledged - (max + 1), 0) + (max + 1 - count)
    one.next = max + 1
    one.acknowledged = max + 1
  }
  return lost
}
