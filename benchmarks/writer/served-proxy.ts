import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))

/** `fluxproof proxy` without faults, in a process of its own, in front of `to`. */
export async function serveProxy(to: string): Promise<{ readonly url: string } & AsyncDisposable> {
  const child = spawn(process.execPath, [main, 'proxy', '--to', to, '--rate', '0'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const ended = once(child, 'exit')
  const [url] = (await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    ended.then(([code]) => {
      throw new Error(`bench: expected the proxy to print its URL, it ended with ${code}`)
    }),
  ])) as [string]
  return {
    url,
    async [Symbol.asyncDispose]() {
      child.kill()
      await ended
    },
  }
}
