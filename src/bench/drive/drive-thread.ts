import { once } from 'node:events'
import { parentPort, workerData } from 'node:worker_threads'
import { bodySenders } from './body-senders.ts'
import type { ThreadTask } from './drive-on-threads.ts'
import { systemPace } from './pace.ts'
import { Tally } from './tally.ts'

// A thread of driveOnThreads: says that it is up, is told the common start, sends, tells what it counted.
if (parentPort === null) throw new Error('drive-thread: expected to be a worker thread')
const { name, share } = workerData as ThreadTask
const told = once(parentPort, 'message')
parentPort.postMessage('ready')
const [startMs] = (await told) as [number]
const tally = new Tally({ startMs })
await systemPace.until(startMs)
await bodySenders[name](share, { tally })
parentPort.postMessage(tally.parts())
