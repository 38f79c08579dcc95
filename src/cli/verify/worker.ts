import { parentPort, workerData } from 'node:worker_threads'
import { embeddedTarget } from '../../target/embedded.ts'
import { createIo } from '../io.ts'
import { loadContracts } from '../load-contracts.ts'
import { jobsOf } from './jobs.ts'
import { runJob } from './run-job.ts'
import type { WorkerMessage, WorkerSettings } from './worker-lane.ts'

/** The other end of a worker lane: gets the index of a job, says its run. */
const { files, flags, env, reason } = workerData as WorkerSettings
const say = (message: WorkerMessage) => parentPort?.postMessage(message)
const silent = { write: () => {}, isTTY: false }
const io = createIo({ stdout: silent, stderr: silent, env, signal: new AbortController().signal })
const jobs = jobsOf(loadContracts(files, { env }), flags, { org: flags.org ?? env.INFLUX_ORG })
const target = embeddedTarget({ reason })

parentPort?.on('message', async (index: number) => {
  const job = jobs[index]
  try {
    if (job === undefined) throw new RangeError(`no job ${index}`)
    const run = await runJob(job, {
      target,
      flags,
      io,
      onStep: (contract, step) => say({ kind: 'step', contract, step }),
    })
    say({ kind: 'run', run })
  } catch (error) {
    say({ kind: 'problem', message: error instanceof Error ? error.message : String(error) })
  }
})
