import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { FluxproofError } from '../../errors/index.ts'

/** The embedded engine on a port of the loopback interface, in a process of its own. Disposal ends it. */
export interface ServedEngine extends AsyncDisposable {
  readonly url: string
  readonly pid: number
}

export interface ServedEngineOptions {
  /** The program to serve with. Default: this package's own command line. */
  readonly main?: string
  /** More arguments of `serve`. */
  readonly args?: readonly string[]
  /** Flags of node. */
  readonly nodeFlags?: readonly string[]
  /** Milliseconds until it must listen. Default 20 000. */
  readonly deadlineMs?: number
  readonly signal?: AbortSignal | undefined
}

// The same file as source and as built: only its ending differs.
const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
const ownMain = fileURLToPath(new URL(`../../cli/main.${ending}`, import.meta.url))

/** Starts `fluxproof serve`, not set up unless `args` say so. @throws FluxproofError when it does not listen in time. */
export async function startServedEngine(options: ServedEngineOptions = {}): Promise<ServedEngine> {
  const { main = ownMain, args = [], nodeFlags = [], deadlineMs = 20_000, signal } = options
  signal?.throwIfAborted()
  const child = spawn(process.execPath, [...nodeFlags, main, 'serve', '--port', '0', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(DOCKER_)?INFLUX/.test(name))),
  })
  const killAtExit = () => child.kill('SIGKILL')
  process.once('exit', killAtExit)
  const dispose = async () => {
    process.off('exit', killAtExit)
    await end(child)
  }
  try {
    const url = await firstLine(child, deadlineMs, signal)
    return { url, pid: child.pid ?? 0, [Symbol.asyncDispose]: dispose }
  } catch (error) {
    await dispose()
    throw error
  }
}

async function firstLine(child: ChildProcess, deadlineMs: number, signal: AbortSignal | undefined): Promise<string> {
  let said = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-2000)
  })
  const late = AbortSignal.timeout(deadlineMs)
  const given = AbortSignal.any(signal === undefined ? [late] : [late, signal])
  const ended = once(child, 'exit', { signal: given }).then(() => undefined)
  const line = child.stdout ? once(createInterface({ input: child.stdout }), 'line', { signal: given }) : ended
  const first = await Promise.race([line, ended]).catch(() => undefined)
  ended.catch(() => {})
  signal?.throwIfAborted()
  if (typeof first?.[0] === 'string') return first[0]
  throw new FluxproofError({
    operation: 'serve the embedded engine in a process of its own',
    expected: `its URL within ${deadlineMs} ms`,
    found: late.aborted ? 'none' : `it ended with ${child.exitCode}`,
    next: said === '' ? 'Run `fluxproof serve` by hand' : `It said: ${said.trim()}`,
  })
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  const gone = once(child, 'exit')
  // One that was stopped hears nothing else.
  child.kill('SIGCONT')
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), 5000)
  await gone
  clearTimeout(timer)
}
