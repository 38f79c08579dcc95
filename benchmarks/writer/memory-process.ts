/** Offers 100 k points a second to a writer whose server stands still, and prints as JSON what became of its memory and of the points: `memory-process.ts <seconds>`. */
import { argv } from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { createWriter, type Writer } from '../../src/writer.ts'
import { startBenchServer } from './bench-server.ts'
import type { StallReport } from './memory.ts'
import { readingAt } from './readings.ts'
import { org, token } from './served-engine.ts'

const stallMs = Number(argv[2]) * 1000
const offeredEach = 1000
const everyMs = 10
/** Those who wait for room, beside what is offered to `tryWrite`. */
const waiting = 16
const warmUp = 200_000

await using server = await startBenchServer()
const bucket = 'stall'
await server.makeBucket(bucket)
const writer = createWriter({ url: server.served.url, org, bucket, token })
let next = 0
const accepted: number[] = []
for (; next < warmUp; next++) {
  await writer.write(readingAt(next).line)
  accepted.push(next)
}
await writer.flush()

const before = usage()
const most = { ...before }
process.kill(server.served.pid, 'SIGSTOP')
const start = performance.now()
const isStalled = () => performance.now() - start < stallMs
const producers = Array.from({ length: waiting }, () => produce(writer))
let refused = 0
let sampledAt = start
for (let due = start; isStalled(); due += everyMs) {
  for (let count = 0; count < offeredEach; count++) {
    const index = next++
    if (writer.tryWrite(readingAt(index).line) === 'queued') accepted.push(index)
    else refused++
  }
  if (performance.now() - sampledAt > 1000) {
    sampledAt = performance.now()
    sample()
  }
  await sleep(Math.max(0, due + everyMs - performance.now()))
}
const seconds = (performance.now() - start) / 1000
const offered = next - warmUp
const { requests, breaker } = writer.metrics()
sample()
process.kill(server.served.pid, 'SIGCONT')
await Promise.all(producers)
const { totals } = await writer.close({ deadlineMs: 300_000 })
await server.verify(
  bucket,
  accepted.toSorted((a, b) => a - b),
)
const report: StallReport = {
  offeredASecond: offered / seconds,
  accepted: accepted.length - warmUp,
  refused,
  stored: totals.stored - warmUp,
  addsUp: totals.handedIn === accepted.length && totals.stored === accepted.length,
  requests,
  breaker,
  grown: {
    heap: most.heapUsed - before.heapUsed,
    external: most.external - before.external,
    arrayBuffers: most.arrayBuffers - before.arrayBuffers,
    heapAndExternal: most.heapAndExternal - before.heapAndExternal,
    withBuffersTwice: most.withBuffersTwice - before.withBuffersTwice,
  },
}
console.log(JSON.stringify(report))

/** Waits for room for one point after the other. */
async function produce(to: Writer): Promise<void> {
  while (isStalled()) {
    const index = next++
    await to.write(readingAt(index).line)
    accepted.push(index)
  }
}

function sample(): void {
  const now = usage()
  for (const key of Object.keys(most) as (keyof typeof most)[]) most[key] = Math.max(most[key], now[key])
}

function usage() {
  if (globalThis.gc === undefined) throw new Error('bench: expected to run under node --expose-gc')
  globalThis.gc()
  globalThis.gc()
  const { heapUsed, external, arrayBuffers } = process.memoryUsage()
  const heapAndExternal = heapUsed + external
  return { heapUsed, external, arrayBuffers, heapAndExternal, withBuffersTwice: heapAndExternal + arrayBuffers }
}
