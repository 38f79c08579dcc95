import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'

const key = 'fluxproof.session'
let session: string | undefined

/**
 * Makes sure that no container outlives this process, however it ends: SIGKILL, Ctrl-C in the middle of a start, a crash.
 * Does what the library's reaper does, without a second image and without giving a container the socket of the engine.
 * @returns the labels that a container must carry to be swept up.
 */
export function sweepAfterCrash(): Readonly<Record<string, string>> {
  session ??= startSweeper()
  return { [key]: session }
}

function startSweeper(): string {
  const id = randomUUID()
  // The same file as source and as built: only its ending differs.
  const entry = import.meta.url.endsWith('.ts') ? './container-sweeper.ts' : './container-sweeper.js'
  // In a process group of its own, so that Ctrl-C does not end it too. Its input closes when this process is gone.
  const sweeper = spawn(process.execPath, [new URL(entry, import.meta.url).pathname, `${key}=${id}`], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  sweeper.on('error', () => {})
  sweeper.stdin.on('error', () => {})
  sweeper.unref()
  if ('unref' in sweeper.stdin && typeof sweeper.stdin.unref === 'function') sweeper.stdin.unref()
  return id
}
