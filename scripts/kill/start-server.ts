import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'

/** The command line, run from its source. */
export const main = path.join(import.meta.dirname, '..', '..', 'src', 'cli', 'main.ts')
export const org = 'acme'
export const bucket = 'b'
export const token = 'kill-loop'

export interface Server {
  readonly child: ChildProcess
  readonly url: string
}

/** Starts `fluxproof serve` in a process of its own, set up; with a folder it keeps its data there. */
export async function startServer(dataDir?: string): Promise<Server> {
  const setUp = ['--org', org, '--bucket', bucket, '--username', 'admin', '--password', 'kill-loop', '--token', token]
  const data = dataDir === undefined ? [] : ['--data', dataDir]
  const child = spawn(process.execPath, [main, 'serve', '--port', '0', ...data, ...setUp], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (piece: Buffer) => {
    said += piece
  })
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`serve: expected a URL, found exit code ${code}\n${said}`)
  })
  const [line] = await Promise.race([once(child.stdout, 'data'), ended])
  ended.catch(() => {})
  return { child, url: String(line).trim() }
}
