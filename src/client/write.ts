import { gzipSync } from 'node:zlib'
import type { Precision } from '../line-protocol/types.ts'
import { askNothing } from './ask.ts'
import type { CallOptions } from './call-options.ts'
import type { Http } from './http.ts'

export interface WriteTarget {
  readonly org: string
  /** Name or id. */
  readonly bucket: string
  /** Default ns. */
  readonly precision?: Precision
}

export interface WriteOptions extends CallOptions {
  /** Sends the body compressed. Default false. */
  readonly gzip?: boolean
}

export interface DeleteRange {
  readonly org: string
  readonly bucket: string
  /** RFC 3339 with zone; both bounds inclusive. */
  readonly start: string
  readonly stop: string
  /** Absent: everything in the range. */
  readonly predicate?: string
}

export interface PointsApi {
  /** Sends line protocol. @throws ClientError; `unprocessable` when the server refused some of the points and stored the others. */
  write(target: WriteTarget, lines: string | readonly string[], options?: WriteOptions): Promise<void>
  remove(range: DeleteRange, options?: CallOptions): Promise<void>
}

export function createPointsApi(http: Http): PointsApi {
  return {
    write({ org, bucket, precision = 'ns' }, lines, { gzip = false, ...options } = {}) {
      const text = typeof lines === 'string' ? lines : lines.join('\n')
      const body = gzip ? new Uint8Array(gzipSync(text)) : text
      return askNothing(http, {
        operation: `write to bucket ${bucket}`,
        method: 'POST',
        path: '/api/v2/write',
        query: { org, bucket, precision },
        headers: { 'content-type': 'text/plain; charset=utf-8', ...(gzip ? { 'content-encoding': 'gzip' } : {}) },
        body,
        ...options,
      })
    },
    remove({ org, bucket, start, stop, predicate }, options = {}) {
      return askNothing(http, {
        operation: `delete points of bucket ${bucket}`,
        method: 'POST',
        path: '/api/v2/delete',
        query: { org, bucket },
        json: { start, stop, ...(predicate === undefined ? {} : { predicate }) },
        ...options,
      })
    },
  }
}
