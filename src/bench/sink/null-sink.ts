import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { FluxproofError } from '../../errors/index.ts'
import type { SinkCounts } from './sink-counts.ts'

/** A server on loopback, in a process of its own, that answers every write with 204 and stores nothing. Disposal ends it. */
export interface NullSink extends AsyncDisposable {
  readonly url: string
  readonly pid: number
  /** What arrived so far. */
  counts(): Promise<SinkCounts>
}

export interface NullSinkOptions {
  /** Milliseconds until it must listen. Default 20 000. */
  readonly deadlineMs?: number
  readonly signal?: AbortSignal | undefined
}

// The same file as source and as built: only its ending differs.
const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
const program = fileURLToPath(new URL(`null-sink-process.${ending}`, import.meta.url))

/** Starts a null sink: what a driver reaches against it is all that the driver can do. @throws FluxproofError when it does not listen in time. */
export async function startNullSink({ deadlineMs = 20_000, signal }: NullSinkOptions = {}): Promise<NullSink> {
  signal?.throwIfAborted()
  const child = fork(program, { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const dispose = () => end(child)
  try {
    const { url } = (await reply(child, { deadlineMs, signal })) as { url: string }
    return {
      url,
      pid: child.pid ?? 0,
      async counts() {
        const told = reply(child, { deadlineMs, signal })
        child.send('counts')
        return (await told) as SinkCounts
      },
      [Symbol.asyncDispose]: dispose,
    }
  } catch (error) {
    await dispose()
    throw error
  }
}

async function reply(child: ChildProcess, { deadlineMs = 0, signal }: NullSinkOptions): Promise<unknown> {
  const late = AbortSignal.timeout(deadlineMs)
  const over = new AbortController()
  const given = AbortSignal.any([late, over.signal, ...(signal === undefined ? [] : [signal])])
  const ended = once(child, 'exit', { signal: given }).then(() => undefined)
  try {
    const told = await Promise.race([once(child, 'message', { signal: given }), ended])
    if (told !== undefined) return told[0]
  } catch {
    signal?.throwIfAborted()
  } finally {
    ended.catch(() => {})
    over.abort()
  }
  throw new FluxproofError({
    operation: 'ask the null sink',
    expected: `an answer within ${deadlineMs} ms`,
    found: late.aborted ? 'none' : `it ended with ${child.exitCode}`,
    next: `Run \`node ${program}\` by hand`,
  })
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}
