import { Worker } from 'node:worker_threads'
import { FluxproofError } from '../../errors/index.ts'
import type { Run } from '../../report/run.ts'
import type { VerifyFlags } from '../commands/verify.ts'
import type { Io } from '../io.ts'
import type { Lane } from './lane.ts'

/** What a worker starts with. It reads the contracts itself, so that only names and verdicts cross the thread's border. */
export interface WorkerSettings {
  readonly files: readonly string[]
  readonly flags: VerifyFlags
  readonly env: Readonly<Record<string, string | undefined>>
  /** Why the embedded target was taken. */
  readonly reason: string
}

/** What a worker says. */
export type WorkerMessage =
  | { readonly kind: 'step'; readonly contract: string; readonly step: string }
  | { readonly kind: 'run'; readonly run: Run }
  | { readonly kind: 'problem'; readonly message: string }

/** A lane in a thread of its own: embedded engines are bound by the processor, and a second core halves the time. */
export function workerLane(
  settings: WorkerSettings,
  { io, onStep }: { readonly io: Io; readonly onStep: (contract: string, step: string) => void },
): Lane {
  // The same file as source and as built: only its ending differs.
  const entry = import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js'
  const worker = new Worker(new URL(entry, import.meta.url), {
    workerData: settings,
    env: Object.fromEntries(
      Object.entries(settings.env).filter((pair): pair is [string, string] => pair[1] !== undefined),
    ),
  })
  return {
    run(index) {
      const { promise, resolve, reject } = Promise.withResolvers<Run>()
      const onAbort = () => reject(io.signal.reason)
      io.signal.addEventListener('abort', onAbort, { once: true })
      const onMessage = (message: WorkerMessage) => {
        if (message.kind === 'step') onStep(message.contract, message.step)
        else if (message.kind === 'run') resolve(message.run)
        else reject(new FluxproofError({ operation: 'verify in a thread', found: message.message }))
      }
      worker.on('message', onMessage).once('error', reject)
      worker.postMessage(index)
      return promise.finally(() => {
        io.signal.removeEventListener('abort', onAbort)
        worker.off('message', onMessage).off('error', reject)
      })
    },
    async [Symbol.asyncDispose]() {
      await worker.terminate()
    },
  }
}
