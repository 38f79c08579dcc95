import { gzipSync } from 'node:zlib'
import type { PointSet } from '../workload/point-set.ts'

/** A request body, made before the clock runs. */
export interface Payload {
  /** Place in the set: says when it is due in the open model. */
  readonly index: number
  readonly points: number
  /** Compressed where the task says so. */
  readonly body: Uint8Array<ArrayBuffer>
}

export function payloadsOf(set: PointSet, { gzip }: { readonly gzip: boolean }): readonly Payload[] {
  return set.batches.map(({ lines, body }, index) => ({
    index,
    points: lines.length,
    body: gzip ? new Uint8Array(gzipSync(body)) : body,
  }))
}
