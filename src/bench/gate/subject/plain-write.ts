import { FluxproofError } from '../../../errors/index.ts'
import type { ServerAddress } from '../../drive/driver.ts'
import { openPlainConnection } from '../../drive/plain-connection.ts'
import { writeRequestOf } from '../../drive/write-request.ts'
import type { Batch } from '../../workload/point-set.ts'

/** Batches as prepared bodies over one connection: nothing of a client is measured with the server. */
export interface PlainWrite {
  write(batch: Batch): Promise<void>
  close(): Promise<void>
}

const timeoutMs = 30_000

/** A request that is not answered with 204 ends the comparison: nothing is tried again, a time with a retry in it compares nothing. */
export function openPlainWrite(server: ServerAddress): PlainWrite {
  const connection = openPlainConnection(writeRequestOf(server, { gzip: false }), { timeoutMs })
  return {
    async write({ body }) {
      const answer = await connection.send(body)
      if (answer.kind === 'stored') return
      throw new FluxproofError({
        operation: `write a batch to ${server.url}`,
        expected: 'all points acknowledged',
        found: `${answer.kind}: ${answer.message}`,
        next: 'See what the server says of it; a comparison needs two servers that take every batch',
      })
    },
    close: () => connection.close(),
  }
}
