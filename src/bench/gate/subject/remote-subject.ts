import { randomUUID } from 'node:crypto'
import type { Target } from '../../../target/target.ts'
import { openBenchServer } from '../../server/bench-server.ts'
import { openPlainWrite } from './plain-write.ts'
import type { Subject } from './subject.ts'

/** A server that runs already: each start is an empty bucket on it, which disposal removes. It may be written to: that was asked before. */
export function remoteSubject(name: string, target: Target): Subject {
  return {
    name,
    async start({ signal } = {}) {
      await using stack = new AsyncDisposableStack()
      const opened = stack.use(await openBenchServer(target, { signal, org: target.org }))
      const { address } = stack.use(await opened.makeBucket(`gate_${randomUUID()}`))
      const plain = openPlainWrite(address)
      stack.defer(() => plain.close())
      const kept = stack.move()
      return { server: address, write: plain.write, [Symbol.asyncDispose]: () => kept.disposeAsync() }
    },
  }
}
