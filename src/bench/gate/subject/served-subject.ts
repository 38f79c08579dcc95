import { randomUUID } from 'node:crypto'
import type { ServerAddress } from '../../drive/driver.ts'
import { startServedEngine } from '../../server/served-engine.ts'
import { openPlainWrite } from './plain-write.ts'
import type { Subject } from './subject.ts'

export interface ServedSubjectOptions {
  /** The program to serve with. Default: this package's own command line. */
  readonly main?: string
  /** More arguments of `serve`. */
  readonly args?: readonly string[]
}

/**
 * Two processes of one program differ, since threads of V8 beside the main one compile and collect when a core is free for them. Here all of it is
 * done on the main thread, in an order that does not change, and young objects have room: on two cores that others used as well
 * launches differed by 2 to 6 %, without these flags by 6 to 11 %. What is compiled and collected is in the times of both sides.
 */
const steadyFlags = [
  '--single-threaded',
  '--random-seed=1',
  '--hash-seed=1',
  '--min-semi-space-size=64',
  '--max-semi-space-size=64',
]

/** An engine served by a process of its own, fresh at each start. */
export function servedSubject(name: string, options: ServedSubjectOptions = {}): Subject {
  return {
    name,
    async start({ signal } = {}) {
      const { server, dispose } = await serveSetUp(options, signal)
      const plain = openPlainWrite(server)
      return {
        server,
        write: plain.write,
        async [Symbol.asyncDispose]() {
          await plain.close()
          await dispose()
        },
      }
    },
  }
}

/** Starts `serve` with an organization, a bucket and a token that nobody else knows. */
export async function serveSetUp(
  { main, args = [] }: ServedSubjectOptions,
  signal?: AbortSignal,
): Promise<{ readonly server: ServerAddress; dispose(): Promise<void> }> {
  const [org, bucket, token] = ['gate', 'gate', randomUUID()]
  const user = ['--username', 'gate', '--password', randomUUID()]
  const engine = await startServedEngine({
    ...(main !== undefined && { main }),
    nodeFlags: steadyFlags,
    args: ['--org', org, '--bucket', bucket, '--token', token, ...user, ...args],
    signal,
  })
  return { server: { url: engine.url, org, bucket, token }, dispose: async () => engine[Symbol.asyncDispose]() }
}
