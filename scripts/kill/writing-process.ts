import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import { bucket, main, org, token } from './start-server.ts'

export interface WritingOptions {
  readonly url: string
  /** Folder of the spill. */
  readonly spill: string
  /** Arguments of Node. */
  readonly nodeArgs: readonly string[]
  /** Points, in their order. */
  readonly lines: readonly string[]
  /**
   * Kills the process so long after so many points were acknowledged, its input still open; where there are no lines, while it sends what was
   * left in the spill. Absent: it comes to its end.
   */
  readonly kill?: { readonly afterPoints: number; readonly delayMs: number }
}

/** How a process ended. */
export interface Written {
  /** Of `lines`, from the first on: the last count that the process said. */
  readonly acknowledged: number
  /** Null: killed. */
  readonly code: number | null
  readonly said: string
}

const linesPerPiece = 20
/** About how long it takes until the command sends. */
const startMs = 400
/** Lines ahead of what is acknowledged, at most: so that acknowledgements follow the input closely. */
const mostAhead = 200

/** Feeds lines to `fluxproof write --spill` through a pipe, until its end or until it is killed. */
export async function writeLines({ url, spill, nodeArgs, lines, kill }: WritingOptions): Promise<Written> {
  const argv = ['write', '--bucket', bucket, '--org', org, '--url', url, '--spill', spill]
  const settings = ['--batch', '50', '--deadline', '20s', '--acknowledge']
  const child: ChildProcessByStdio<Writable, null, Readable> = spawn(
    process.execPath,
    [...nodeArgs, main, ...argv, ...settings],
    { stdio: ['pipe', 'ignore', 'pipe'], env: { ...process.env, INFLUX_TOKEN: token } },
  )
  const closed = once(child, 'close')
  // A pipe whose reader was killed.
  child.stdin.on('error', () => undefined)
  let said = ''
  let acknowledged = 0
  let fed = 0
  let doomed = false
  const doom = (delayMs: number) => {
    doomed = true
    setTimeout(() => child.kill('SIGKILL'), delayMs)
  }
  const feed = () => {
    while (fed < lines.length && fed - acknowledged < mostAhead) {
      const piece = lines.slice(fed, fed + linesPerPiece)
      child.stdin.write(`${piece.join('\n')}\n`)
      fed += piece.length
    }
    if (fed === lines.length && !kill) child.stdin.end()
  }
  child.stderr.on('data', (piece: Buffer) => {
    said += piece
    acknowledged = Number([...said.matchAll(/^acknowledged (\d+)\n/gm)].at(-1)?.[1] ?? 0)
    if (kill && !doomed && acknowledged >= kill.afterPoints) doom(kill.delayMs)
    feed()
  })
  feed()
  if (kill && lines.length === 0) doom(startMs + kill.delayMs)
  const [code] = (await closed) as [number | null]
  return { acknowledged, code, said }
}
