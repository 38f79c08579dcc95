import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))

export const org = 'bench'
export const token = 'bench-token'
const flags = ['--port', '0', '--org', org, '--bucket', 'bench', '--username', 'bench', '--password', 'bench-password']

/** `fluxproof serve` in a process of its own. */
export interface ServedEngine extends AsyncDisposable {
  readonly url: string
  readonly pid: number
}

/** Starts it, without what this environment says of other servers. @throws when it ends before it serves. */
export async function serveEngine(): Promise<ServedEngine> {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(DOCKER_)?INFLUX/.test(name)))
  const child = spawn(process.execPath, [main, 'serve', ...flags, '--token', token], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env,
  })
  const ended = once(child, 'exit')
  const [url] = (await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    ended.then(([code]) => {
      throw new Error(`bench: expected serve to print its URL, it ended with ${code}`)
    }),
  ])) as [string]
  return {
    url,
    pid: child.pid ?? 0,
    async [Symbol.asyncDispose]() {
      // One that was stopped hears nothing else.
      child.kill('SIGCONT')
      child.kill()
      await ended
    },
  }
}
