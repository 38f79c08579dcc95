import { embeddedTarget } from '../../../target/embedded.ts'
import { type BenchServer, benchServer } from '../../server/bench-server.ts'
import { type SinkFault, startFaultySink } from '../../sink/faulty-sink.ts'

/** An engine that drivers reach through a fault, and that is read without it. */
export async function faultyServer(fault?: SinkFault): Promise<BenchServer> {
  const target = await embeddedTarget({ reason: 'test' }).start()
  const sink = await startFaultySink(fault ?? { kind: 'slow', ms: 0 }, target.transport)
  return benchServer({
    ...target,
    url: sink.url,
    async [Symbol.asyncDispose]() {
      await sink[Symbol.asyncDispose]()
      await target[Symbol.asyncDispose]()
    },
  })
}
