import { resourceTypes } from '../../auth/resource-types.ts'
import type { EngineContext } from '../../context.ts'
import { formatRfc3339 } from '../../rfc3339.ts'
import { metricsReply } from '../metrics.ts'
import { emptyReply, jsonReply, textReply } from '../reply.ts'
import type { Router } from '../router.ts'
import { routeList } from './route-list.ts'

const html = { headers: { 'content-type': 'text/html; charset=utf-8' } }

/** The page of every path that is not the API's. */
export function uiPage(): Response {
  return new Response('<!doctype html><html lang="en"><head><title>InfluxDB</title></head><body></body></html>', html)
}

function upTime(ns: bigint): string {
  const seconds = Number(ns / 1_000_000n) / 1000
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  const rest = Number((seconds % 60).toFixed(9))
  return `${hours > 0 ? `${hours}h` : ''}${hours > 0 || minutes > 0 ? `${minutes}m` : ''}${rest}s`
}

function health(context: EngineContext): Response {
  const body = {
    name: 'influxdb',
    message: 'ready for queries and writes',
    status: 'pass',
    checks: [],
    version: `v${context.version}`,
    commit: 'x',
  }
  return jsonReply(200, body, 'older')
}

function ready(context: EngineContext): Response {
  const up = upTime(context.clock.nowNs() - context.startedNs)
  return jsonReply(200, { status: 'ready', started: formatRfc3339(context.startedNs), up }, 'newer')
}

function ping(request: Request): Response {
  if (request.method === 'GET' || request.method === 'HEAD') return emptyReply(204)
  if (request.method === 'OPTIONS') return emptyReply(204)
  return textReply(405, 'Method Not Allowed\n', { allow: 'GET, HEAD, OPTIONS' })
}

function debug(path: string): Response {
  const isIndex = path === '/debug/pprof/' || path === '/debug/pprof'
  if (isIndex) return new Response('<html><head><title>/debug/pprof/</title></head><body></body></html>', html)
  return textReply(404, '404 page not found\n')
}

/** Paths that answer without credentials, besides those below /debug. */
export const openPaths: ReadonlySet<string> = new Set(['/health', '/ready', '/ping', '/metrics'])

/** What answers without credentials and by any method: health, ready, ping, metrics, debug; undefined: another path. */
export function openRoutes(context: EngineContext): (request: Request, path: string) => Response | undefined {
  return (request, path) => {
    if (path === '/health') return health(context)
    if (path === '/ready') return ready(context)
    if (path === '/ping') return ping(request)
    if (path === '/metrics') return metricsReply(context)
    if (path === '/debug' || path.startsWith('/debug/')) return debug(path)
    return undefined
  }
}

/** The list of routes and of resource types. */
export function registerServerRoutes(router: Router): void {
  const root = router.resource('/api/v2', 'older')
  root.anonymous('GET', '', (call) => call.json(200, routeList))
  root.get('/', (call) => call.json(200, routeList))
  root.get('/resources', () => {
    const body = `${JSON.stringify([...resourceTypes, 'instance'])}\n`
    return new Response(body, { headers: { 'content-type': 'application/json' } })
  })
}
