import { type ChildProcess, spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FluxproofError } from '../errors/index.ts'
import type { Environment } from './environment.ts'
import { createLogTail } from './log-tail.ts'

// cspell:words logfmt

/** A local influxd in a folder of its own. Disposal stops it and removes the folder. */
export interface InfluxdProcess extends AsyncDisposable {
  readonly url: string
  /** The last lines of its log. */
  log(): string
}

export interface InfluxdOptions {
  readonly path: string
  readonly env: Environment
  /** Milliseconds until it must listen. */
  readonly deadlineMs: number
  readonly signal?: AbortSignal | undefined
}

const stopMs = 5_000

/**
 * Starts influxd on a free port of the loopback interface and waits until it listens.
 * The port is read from its log: it is the only place where influxd says which one it got.
 * @throws FluxproofError that holds the end of its log when it stops, or does not listen in time.
 */
export async function startInfluxd({ path, env, deadlineMs, signal }: InfluxdOptions): Promise<InfluxdProcess> {
  signal?.throwIfAborted()
  const folder = await mkdtemp(join(tmpdir(), 'fluxproof-influxd-'))
  const child = spawn(path, argumentsIn(folder), {
    // A config file of the working folder, or INFLUXD_* variables, would change the server behind our back.
    cwd: folder,
    env: Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('INFLUXD_'))),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const tail = createLogTail()
  const stopAtExit = () => {
    child.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
  process.once('exit', stopAtExit)
  const dispose = async () => {
    process.off('exit', stopAtExit)
    await stop(child)
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  }
  try {
    const port = await listeningPort(child, { path, tail, deadlineMs, signal })
    return { url: `http://127.0.0.1:${port}`, log: () => tail.text(), [Symbol.asyncDispose]: dispose }
  } catch (error) {
    await dispose()
    throw error
  }
}

function argumentsIn(folder: string): string[] {
  return [
    '--bolt-path',
    join(folder, 'influxd.bolt'),
    '--sqlite-path',
    join(folder, 'influxd.sqlite'),
    '--engine-path',
    join(folder, 'engine'),
    '--http-bind-address',
    '127.0.0.1:0',
    '--reporting-disabled',
  ]
}

interface Waiting {
  readonly path: string
  readonly tail: ReturnType<typeof createLogTail>
  readonly deadlineMs: number
  readonly signal?: AbortSignal | undefined
}

function listeningPort(child: ChildProcess, { path, tail, deadlineMs, signal }: Waiting): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const fail = (found: string, cause?: unknown) => {
    const log = tail.text()
    reject(
      new FluxproofError({
        operation: `start ${path}`,
        expected: `a server that listens within ${deadlineMs} ms`,
        found,
        next: log === '' ? 'It logged nothing: run it by hand' : `Its log ends:\n${log}`,
        cause,
      }),
    )
  }
  const timer = setTimeout(() => fail('none'), deadlineMs)
  const onAbort = () => reject(signal?.reason)
  signal?.addEventListener('abort', onAbort, { once: true })
  const take = (chunk: string) => {
    tail.push(chunk)
    const port = portIn(tail.text())
    if (port !== undefined) resolve(port)
  }
  child.stdout?.setEncoding('utf8').on('data', take)
  child.stderr?.setEncoding('utf8').on('data', take)
  child.once('error', (cause) => fail((cause as NodeJS.ErrnoException).code ?? cause.message, cause))
  // `close` comes after the last of the log, `exit` may come before it.
  child.once('close', (code, killed) => fail(killed ? `it was stopped by ${killed}` : `it ended with ${code}`))
  return promise.finally(() => {
    clearTimeout(timer)
    signal?.removeEventListener('abort', onAbort)
  })
}

/** `msg=Listening … transport=http addr=127.0.0.1:0 port=41237` as logfmt, or the same as JSON. */
export function portIn(log: string): number | undefined {
  for (const line of log.split('\n')) {
    if (!/\bListening\b/.test(line) || !/http/.test(line)) continue
    const port = /\bport"?[=:]\s*(\d+)/.exec(line)?.[1]
    if (port !== undefined && Number(port) > 0) return Number(port)
  }
  return undefined
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  const { promise, resolve } = Promise.withResolvers<void>()
  child.once('exit', () => resolve())
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), stopMs)
  await promise
  clearTimeout(timer)
}
