import { gzipSync } from 'node:zlib'
import type { EngineContext } from '../../context.ts'
import type { Dialect } from '../../flux/csv/dialect.ts'
import { createFluxHost } from '../../query-host.ts'
import { parseRfc3339 } from '../../rfc3339.ts'
import type { OrgRow } from '../../state/records.ts'
import { resolveOrganization } from '../../tenant/organizations.ts'
import { ApiError } from '../api-error.ts'
import { readBytes } from '../body.ts'
import type { Call } from '../call.ts'
import { emptyReply } from '../reply.ts'
import type { Router } from '../router.ts'
import { type QueryBody, readQueryBody } from './query-body.ts'

/** Answers shorter than this are not worth compressing to the server. */
const smallestGzip = 1400

function organizationOf(context: EngineContext, query: URLSearchParams): OrgRow {
  try {
    return resolveOrganization(context, query)
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    throw new ApiError('invalid', `failed to decode request body: ${error.message}`)
  }
}

function nowOf(context: EngineContext, { now }: QueryBody): bigint {
  return (now === undefined ? undefined : parseRfc3339(now)) ?? context.clock.nowNs()
}

function csvReply(request: Request, answer: { contentType: string; body: string }): Response {
  const headers = { 'content-type': answer.contentType }
  const accepts = /\bgzip\b/.test(request.headers.get('accept-encoding') ?? '')
  const bytes = accepts ? Buffer.from(answer.body) : undefined
  if (bytes === undefined || bytes.length < smallestGzip) return new Response(answer.body, { headers })
  return new Response(new Uint8Array(gzipSync(bytes)), {
    headers: { ...headers, 'content-encoding': 'gzip', vary: 'Accept-Encoding' },
  })
}

async function postQuery({ context, request, query, principal }: Call): Promise<Response> {
  const body = readQueryBody(await readBytes(request), request.headers.get('content-type') ?? '')
  const org = organizationOf(context, query)
  const { runFlux } = await import('../../flux/run-flux.ts')
  const host = createFluxHost(context, { org, principal, nowNs: nowOf(context, body) })
  const dialect: Dialect = body.dialect
  const answer = await runFlux({
    host,
    dialect,
    ...(body.query === undefined ? {} : { query: body.query }),
    ...(body.ast === undefined ? {} : { ast: body.ast }),
    ...(body.extern === undefined ? {} : { extern: body.extern }),
  })
  const prefers = request.headers.get('prefer')
  if (prefers === 'return-no-content' || prefers === 'return-no-content-with-error') return emptyReply(204)
  return csvReply(request, answer)
}

/** Flux queries. */
export function registerQueryRoutes(router: Router): void {
  router.resource('/api/v2/query', 'older').post('', postQuery)
}
