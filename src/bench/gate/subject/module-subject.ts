import { serveSetUp } from './served-subject.ts'
import type { Subject } from './subject.ts'

/** What a writer has to offer, as `fluxproof conformance --module` takes it. */
export interface ComparedWriter {
  open(server: { url: string; org: string; bucket: string; token: string }): Promise<void>
  write(line: string): Promise<void> | void
  flush(): Promise<void>
  close(): Promise<void>
}

/** A writer of somebody's own, against the embedded engine: measured from the first line of a batch until its flush resolves. */
export function moduleSubject(name: string, make: () => ComparedWriter): Subject {
  return {
    name,
    async start({ signal } = {}) {
      const { server, dispose } = await serveSetUp({}, signal)
      const writer = make()
      try {
        await writer.open(server)
      } catch (error) {
        await dispose()
        throw error
      }
      return {
        server,
        async write({ lines }) {
          for (const line of lines) await writer.write(line)
          await writer.flush()
        },
        async [Symbol.asyncDispose]() {
          try {
            await writer.close()
          } finally {
            await dispose()
          }
        },
      }
    },
  }
}
