/**
 * Kills `fluxproof serve --data` with SIGKILL under load, again and again, and counts acknowledged points that are gone
 * after the next start. Usage: node scripts/kill-loop.ts [rounds]; default 100 rounds. Exit code 1: a point was lost.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const rounds = Number(process.argv[2] ?? 100)
const writers = 6
const linesPerRequest = 5
const token = 'kill-loop'
/** How long a server is under load before it is killed, milliseconds: between these. */
const load = { min: 100, max: 500 }
const main = path.join(import.meta.dirname, '..', 'src', 'cli', 'main.ts')

interface Server {
  readonly child: ChildProcess
  readonly url: string
}

/** Of one writer, which writes the numbers from 0 on, each as a point of its own. */
interface Progress {
  next: number
  /** Numbers below this are acknowledged. */
  acknowledged: number
}

async function start(dataDir: string): Promise<Server> {
  const setUp = ['--org', 'acme', '--bucket', 'b', '--username', 'admin', '--password', 'kill-loop', '--token', token]
  const child = spawn(process.execPath, [main, 'serve', '--port', '0', '--data', dataDir, ...setUp], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`serve: expected a URL, found exit code ${code}`)
  })
  const [line] = await Promise.race([once(child.stdout, 'data'), ended])
  ended.catch(() => {})
  return { child, url: String(line).trim() }
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
      const answer = await post(server, '/api/v2/write?org=acme&bucket=b', lines.join('\n'))
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
  const flux = `from(bucket: "b") |> range(start: 0, stop: 2100-01-01T00:00:00Z) |> ${aggregate}() |> keep(columns: ["w", "_value"])`
  const answer = await post(server, '/api/v2/query?org=acme', flux)
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

const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'fluxproof-kill-'))
const progress = Array.from({ length: writers }, (): Progress => ({ next: 0, acknowledged: 0 }))
let lost = 0
let server = await start(dataDir)
try {
  for (let round = 1; round <= rounds; round++) {
    const writing = Promise.all(progress.map((one, writer) => writeOn(server, writer, one)))
    const gone = once(server.child, 'exit')
    setTimeout(() => server.child.kill('SIGKILL'), load.min + Math.random() * (load.max - load.min))
    await Promise.all([writing, gone])
    const acknowledged = progress.reduce((sum, one) => sum + one.acknowledged, 0)
    server = await start(dataDir)
    const lostNow = await check(server, progress)
    lost += lostNow
    if (lostNow > 0 || round % 10 === 0 || round === rounds) {
      console.log(`round ${round} of ${rounds}: ${acknowledged} points acknowledged so far, ${lost} lost`)
    }
  }
} finally {
  server.child.kill('SIGKILL')
  fs.rmSync(dataDir, { recursive: true, force: true })
}
process.exitCode = lost > 0 ? 1 : 0
