import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { BodySenderName } from './body-senders.ts'
import { cpuMeter } from './cpu-meter.ts'
import type { Driven } from './driver.ts'
import { systemPace } from './pace.ts'
import type { Share } from './share.ts'
import { Tally, type TallyParts } from './tally.ts'

/** What a thread is given. */
export interface ThreadTask {
  readonly name: BodySenderName
  readonly share: Share
}

/** From the threads being ready to the common start, ms: all of them have heard of it by then. */
const leadMs = 20

// The same file as source and as built: only its ending differs.
const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
const program = new URL(`drive-thread.${ending}`, import.meta.url)

/** Sends each share on a thread of its own; all start at the same moment. @throws when a thread fails, or the signal aborts. */
export async function driveOnThreads(
  name: BodySenderName,
  shares: readonly Share[],
  { signal }: { readonly signal?: AbortSignal | undefined },
): Promise<Driven> {
  const workers = shares.map((share) => {
    const workerData: ThreadTask = { name, share }
    return new Worker(program, { workerData, execArgv: [] })
  })
  // `once` rejects on 'error'; a thread that ends without a word must not be awaited for ever.
  const heard = (worker: Worker) => Promise.race([once(worker, 'message', signal && { signal }), died(worker)])
  try {
    await Promise.all(workers.map(heard))
    const cpuMs = cpuMeter()
    const tally = new Tally({ startMs: systemPace.nowMs() + leadMs })
    const results = workers.map(heard)
    for (const worker of workers) worker.postMessage(tally.startMs)
    for (const [parts] of await Promise.all(results)) tally.add(parts as TallyParts)
    return tally.driven(cpuMs())
  } catch (error) {
    signal?.throwIfAborted()
    throw error
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()))
  }
}

async function died(worker: Worker): Promise<never> {
  const [code] = await once(worker, 'exit')
  throw new Error(`drive on threads: expected a thread to tell what it sent, it ended with ${code}`)
}
