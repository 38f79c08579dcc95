import { isAuthorized } from '../../auth/authorize.ts'
import { authenticateLegacy } from '../../auth/legacy.ts'
import type { Principal } from '../../auth/principal.ts'
import type { EngineContext } from '../../context.ts'
import type { InfluxqlDatabase, InfluxqlHost } from '../../influxql/host.ts'
import { renderCsv, renderJson } from '../../influxql/render.ts'
import { runInfluxql } from '../../influxql/run.ts'
import { listMappings } from '../../tenant/dbrps.ts'
import { storageRules } from '../../tenant/retention.ts'
import { ApiError } from '../api-error.ts'
import { readText } from '../body.ts'
import type { AnonymousCall } from '../call.ts'
import type { Router } from '../router.ts'

/** InfluxQL by the path and credentials of 1.x. */
export function registerLegacyQueryRoutes(router: Router): void {
  const routes = router.resource('/query', 'older')
  routes.anonymous('GET', '', runQuery)
  routes.anonymous('POST', '', runQuery)
}

function databasesOf(context: EngineContext, principal: Principal): InfluxqlDatabase[] {
  return listMappings(context, principal.orgId ?? '').flatMap((row): InfluxqlDatabase[] => {
    const bucket = context.state.buckets.get(row.bucketId)
    const mayRead = isAuthorized(principal, 'read', 'buckets', { id: row.bucketId, orgId: row.orgId })
    if (bucket === undefined || bucket.type === 'system' || !mayRead) return []
    const { database, retentionPolicy: policy, isDefault, bucketId } = row
    return [{ database, policy, isDefault, bucketId, ...storageRules(bucket) }]
  })
}

function hostOf({ context }: AnonymousCall, principal: Principal): InfluxqlHost {
  const orgId = principal.orgId
  return {
    nowNs: context.clock.nowNs(),
    storage: context.storage,
    databases: databasesOf(context, principal),
    canWrite: (id) => isAuthorized(principal, 'write', 'buckets', { id, orgId }),
  }
}

/** Parameters of the query string, and of a form body behind them. */
async function parametersOf({ request, query }: AnonymousCall): Promise<URLSearchParams> {
  const all = new URLSearchParams(query)
  const type = request.headers.get('content-type') ?? ''
  if (request.method !== 'POST' || !type.startsWith('application/x-www-form-urlencoded')) return all
  for (const [name, value] of new URLSearchParams(await readText(request))) if (!all.has(name)) all.append(name, value)
  return all
}

async function runQuery(call: AnonymousCall): Promise<Response> {
  const principal = authenticateLegacy(call.context, call.request, call.query)
  const parameters = await parametersOf(call)
  const text = parameters.get('q')
  if (!text) throw new ApiError('invalid', 'missing required parameter "q"')
  const results = runInfluxql(hostOf(call, principal), text, parameters.get('db') ?? '')
  const epoch = parameters.get('epoch') ?? undefined
  const wantsCsv = /^(?:application|text)\/csv/.test(call.request.headers.get('accept') ?? '')
  return wantsCsv
    ? new Response(renderCsv(results, epoch), { headers: { 'content-type': 'application/csv' } })
    : new Response(renderJson(results, epoch), { headers: { 'content-type': 'application/json' } })
}
