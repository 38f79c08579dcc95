import { timeRange } from '../../../line-protocol/grammar.ts'
import { permissionOn, refusal } from '../../auth/authorize.ts'
import type { EngineContext } from '../../context.ts'
import { isId, parseId } from '../../ids.ts'
import { formatRfc3339, parseRfc3339 } from '../../rfc3339.ts'
import type { BucketRow, OrgRow } from '../../state/records.ts'
import { parsePredicate, readPredicate } from '../../storage/predicate.ts'
import type { SeriesPredicate } from '../../storage/types.ts'
import { findBucketByName } from '../../tenant/buckets.ts'
import { resolveOrganization } from '../../tenant/organizations.ts'
import { ApiError } from '../api-error.ts'
import { readText } from '../body.ts'
import type { Call } from '../call.ts'
import { decodeGoJson, isJsonError, JsonTypeError } from '../json/go-decode.ts'
import { type Decoded, goStruct } from '../json/go-shape.ts'
import { emptyReply } from '../reply.ts'
import type { Router } from '../router.ts'

const deleteRequest = goStruct('http.deleteRequestDecode', { start: 'string', stop: 'string', predicate: 'string' })

interface Deletion {
  /** Both inclusive, nanoseconds. */
  readonly range: { readonly start: bigint; readonly stop: bigint }
  readonly matches: SeriesPredicate
}

/** What the server says of each bound: an example of the format, and the limit (which it names for a time beyond either). */
const bounds = {
  start: {
    example: '2009-01-02T23:00:00Z',
    limit: `invalid start time, start time must not be before ${formatRfc3339(timeRange.min)}`,
  },
  stop: {
    example: '2009-01-01T23:00:00Z',
    limit: `invalid stop time, stop time must not be after ${formatRfc3339(timeRange.max)}`,
  },
} as const

function timeOf(text: string | undefined, field: 'start' | 'stop'): bigint {
  const { example, limit } = bounds[field]
  const time = parseRfc3339(text ?? '')
  if (time === undefined) {
    throw new ApiError(
      'invalid',
      `invalid RFC3339Nano for field ${field}, please format your time with RFC3339Nano format, example: ${example}`,
    )
  }
  if (time < timeRange.min || time > timeRange.max) throw new ApiError('invalid', limit)
  return time
}

function decode(text: string, extent: 'stream' | 'whole'): Decoded<typeof deleteRequest> {
  const prefix = extent === 'stream' ? 'error decoding json body: ' : 'error decoding json body for predicate: '
  try {
    return decodeGoJson(text, deleteRequest, { extent }) ?? {}
  } catch (error) {
    if (!isJsonError(error)) throw error
    const inner = error instanceof JsonTypeError ? 'Invalid delete predicate node request: ' : ''
    throw new ApiError('invalid', prefix + inner + error.message)
  }
}

function readDeletion(text: string): Deletion {
  const body = decode(text, 'stream')
  const predicate = body.predicate ?? ''
  let range: Deletion['range']
  try {
    range = { start: timeOf(body.start, 'start'), stop: timeOf(body.stop, 'stop') }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    throw new ApiError(error.code, `error decoding json body: ${error.message}`)
  }
  readPredicate(predicate)
  decode(text, 'whole')
  return { range, matches: parsePredicate(predicate) }
}

function bucketOf(context: EngineContext, org: OrgRow, query: URLSearchParams): BucketRow {
  const id = query.get('bucketID')
  const name = query.get('bucket')
  if (!id && !name) throw new ApiError('invalid', 'Please provide either bucketID or bucket')
  if (id || (name && isId(name))) {
    const found = context.state.buckets.get(parseId(id || (name ?? '')))
    if (!found) throw new ApiError('not found', 'bucket not found')
    return found
  }
  const found = findBucketByName(context, org.id, name ?? '')
  if (!found) throw new ApiError('not found', `bucket "${name}" not found`)
  return found
}

async function postDelete({ context, request, query, principal }: Call): Promise<Response> {
  const { range, matches } = readDeletion(await readText(request))
  const org = resolveOrganization(context, query)
  const bucket = bucketOf(context, org, query)
  if (refusal(principal, permissionOn('write', 'buckets', { id: bucket.id, orgId: org.id })) !== undefined) {
    throw new ApiError('forbidden', 'insufficient permissions to delete')
  }
  if (range.start <= range.stop) context.storage.delete(bucket.id, range, matches)
  return emptyReply(204)
}

/** Deletion of points by time and predicate. */
export function registerDeleteRoutes(router: Router): void {
  router.resource('/api/v2/delete', 'older').post('', postDelete)
}
