import { bucket, engineBucket, org, token } from '../../../writer/testing/engine-bucket.ts'
import { type FaultySink, type SinkFault, startFaultySink } from '../../sink/faulty-sink.ts'
import type { PointSet } from '../../workload/point-set.ts'
import type { DriveTask, ServerAddress } from '../driver.ts'

/** An engine on a port, behind a fault where one is given. */
export interface DrivenEngine extends AsyncDisposable {
  readonly server: ServerAddress
  /** Points stored. */
  count(): Promise<number>
  /** Values of field `v`, in order of time. */
  values(): Promise<readonly number[]>
}

export async function drivenEngine(fault?: SinkFault): Promise<DrivenEngine> {
  const stored = await engineBucket()
  const upstream = (request: Request) => stored.engine.fetch(request)
  const sink: FaultySink | undefined = fault && (await startFaultySink(fault, upstream))
  const { url } = sink ?? (await stored.engine.listen({ port: 0 }))
  const values = async () => {
    const rows = await stored.values()
    const inOrder = rows.toSorted((a, b) => (String(a._time) < String(b._time) ? -1 : 1))
    return inOrder.map(({ _value }) => Number(_value))
  }
  return {
    server: { url, org, bucket, token },
    values,
    count: async () => (await values()).length,
    async [Symbol.asyncDispose]() {
      await sink?.[Symbol.asyncDispose]()
      await stored[Symbol.asyncDispose]()
    },
  }
}

/** `count` points of one field `v`, 0 and up, a second apart, in ten series. */
export function numberedSet(count: number, batchPoints: number): PointSet {
  const start = 1_780_272_000
  const lines = Array.from({ length: count }, (_, index) => `m,k=${index % 10} v=${index} ${start + index}000000000`)
  const batches = Array.from({ length: Math.ceil(count / batchPoints) }, (_, index) => {
    const part = lines.slice(index * batchPoints, (index + 1) * batchPoints)
    return { lines: part, body: new TextEncoder().encode(part.join('\n')) }
  })
  return {
    batches,
    points: count,
    expected: { points: count, cells: count, hash: '0'.repeat(16) },
    startNs: BigInt(start) * 1_000_000_000n,
    stopNs: BigInt(start + count) * 1_000_000_000n,
  }
}

/** A closed task of four connections. */
export function taskOf(server: ServerAddress, set: PointSet, other: Partial<DriveTask> = {}): DriveTask {
  return {
    server,
    set,
    connections: 4,
    arrival: { kind: 'closed' },
    gzip: false,
    requestTimeoutMs: 10_000,
    ...other,
  }
}
