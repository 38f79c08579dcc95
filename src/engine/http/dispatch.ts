import { authenticate } from '../auth/authenticate.ts'
import type { EngineContext } from '../context.ts'
import { ApiError } from './api-error.ts'
import type { AnonymousCall } from './call.ts'
import { allowCrossOrigin, preflight } from './cors.ts'
import { emptyReply, errorReply, type Generation, jsonReply, textReply } from './reply.ts'
import type { Route, Router } from './router.ts'
import { openPaths, openRoutes, uiPage } from './routes/server.ts'

/** Paths that the API answers; the UI has the others. */
function isApiPath(path: string): boolean {
  return (
    path.startsWith('/api/v2') ||
    path.startsWith('/private/') ||
    path === '/v1' ||
    path.startsWith('/v1/') ||
    path === '/write' ||
    path === '/query'
  )
}

function withoutTrailingSlashes(path: string): string {
  return path.replace(/\/+$/, '')
}

function errorAnswer(context: EngineContext, error: unknown, generation: Generation): Response {
  if (error instanceof ApiError) return errorReply(error, generation)
  const text = error instanceof Error ? error.message : String(error)
  context.log(`internal error: ${error instanceof Error ? (error.stack ?? text) : text}`)
  const message = generation === 'newer' ? text : 'An internal error has occurred - check server logs'
  return errorReply(new ApiError('internal error', message), generation)
}

/**
 * Makes the function that answers requests: open routes (health, ping, …), then the API (preflight, anonymous
 * routes, credentials, routes), then the UI's page. Never rejects.
 */
export function createDispatch(context: EngineContext, router: Router): (request: Request) => Promise<Response> {
  const build = { 'x-influxdb-build': 'OSS', 'x-influxdb-version': `v${context.version}` }
  const open = openRoutes(context)

  async function answer(request: Request, url: URL): Promise<Response> {
    const opened = open(request, url.pathname)
    if (opened) return opened
    if (request.method === 'OPTIONS') return preflight(request)
    if (!isApiPath(url.pathname)) {
      return context.flags.uiDisabled ? textReply(404, '404 page not found\n') : uiPage()
    }
    return answerApi(request, url)
  }

  async function answerApi(request: Request, url: URL): Promise<Response> {
    const path = url.pathname
    await router.prepare(path)
    const exact = router.match(path)
    const trimmed = exact ?? router.match(withoutTrailingSlashes(path))
    const found = exact ?? (trimmed?.route.generation === 'newer' ? trimmed : undefined)
    const generation = found?.route.generation ?? (router.isBelowNewer(path) ? 'newer' : 'older')
    const call: AnonymousCall = {
      context,
      request,
      url,
      query: url.searchParams,
      params: found?.params ?? {},
      generation,
      json: (status, value) => jsonReply(status, value, generation),
    }
    try {
      const anonymous = exact?.route.anonymousMethods.get(request.method)
      if (anonymous) return await anonymous(call)
      const principal = authenticate(context, request.headers)
      const handler = found?.route.methods.get(request.method)
      if (handler) return await handler({ ...call, principal })
      const openHandler = found?.route.anonymousMethods.get(request.method)
      if (openHandler) return await openHandler(call)
      return found ? wrongMethod(found.route) : notFound(request, url)
    } catch (error) {
      return errorAnswer(context, error, generation)
    }
  }

  function notFound(request: Request, url: URL): Response {
    if (router.isBelowNewer(url.pathname)) return textReply(404, '404 page not found\n')
    const trimmed = url.pathname.endsWith('/') ? url.pathname.slice(0, -1) : undefined
    const other = trimmed === undefined ? undefined : router.match(trimmed)
    if (trimmed !== undefined && other?.route.methods.has(request.method)) {
      const status = request.method === 'GET' ? 301 : 308
      return emptyReply(status, { location: trimmed + url.search })
    }
    return errorReply(new ApiError('not found', 'path not found'), 'older')
  }

  return async (request) => {
    let response: Response
    const url = new URL(request.url)
    try {
      response = await answer(request, url)
    } catch (error) {
      response = errorAnswer(context, error, 'older')
    }
    if (request.method === 'HEAD' && response.body !== null) {
      await response.body.cancel()
      response = new Response(null, { status: response.status, headers: response.headers })
    }
    for (const [name, value] of Object.entries(build)) response.headers.set(name, value)
    allowCrossOrigin(request, response)
    const path = router.match(url.pathname)?.route.pattern ?? (openPaths.has(url.pathname) ? url.pathname : '/:other')
    context.figures.requests.record({ method: request.method, path, status: response.status })
    context.log(`${request.method} ${url.pathname} ${response.status}`)
    return response
  }
}

function wrongMethod(route: Route): Response {
  if (route.generation === 'newer') return emptyReply(405)
  const allow = [...new Set([...route.methods.keys(), ...route.anonymousMethods.keys(), 'OPTIONS'])].sort().join(', ')
  const response = errorReply(new ApiError('method not allowed', `allow: ${allow}`), 'older')
  response.headers.set('allow', allow)
  return response
}
