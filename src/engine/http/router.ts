import { TrieRouter } from 'hono/router/trie-router'
import type { AnonymousHandler, Handler } from './call.ts'
import type { Generation } from './reply.ts'

/*
 * How to add a route
 *
 * One file per resource in src/engine/http/routes/, named as the resource, that exports
 *
 *   export function registerLabelRoutes(router: Router): void {
 *     const routes = router.resource('/api/v2/labels', 'newer')
 *     routes.get('', listLabels)
 *     routes.post('', createLabel)
 *     routes.get('/:id', getLabel)
 *   }
 *
 * and one line in routes/register.ts, below `lazyRoutes` unless every server needs it at once. A handler is `(call: Call) => Response | Promise<Response>`:
 * `call.context` (state, storage, clock, flags, newId), `call.principal` (already authenticated: 401 is answered before
 * any route is looked at), `call.params.id`, `call.query`, `call.json(status, value)`. It throws ApiError for every answer
 * that is an error. Helpers: parseId (ids.ts), parameter (call.ts), authorize/isAuthorized (auth/authorize.ts),
 * readJson with a shape (body.ts, json/go-shape.ts), pageOf (paging.ts), formatRfc3339 (rfc3339.ts),
 * resolveOrganization (tenant/organizations.ts), resourceLabels (state/labels.ts).
 * `newer` or `older` (reply.ts) decides indentation, 405, 404 and trailing slashes: take what the recordings show.
 */

/** What a route leads to. */
export interface Route {
  readonly pattern: string
  readonly generation: Generation
  readonly methods: Map<string, Handler>
  readonly anonymousMethods: Map<string, AnonymousHandler>
}

/** A route that a path led to. */
export interface RouteMatch {
  readonly route: Route
  readonly params: Readonly<Record<string, string>>
}

/** The routes below one path. */
export interface ResourceRoutes {
  get(path: string, handler: Handler): void
  post(path: string, handler: Handler): void
  put(path: string, handler: Handler): void
  patch(path: string, handler: Handler): void
  delete(path: string, handler: Handler): void
  /** A route that asks for no credentials. */
  anonymous(method: string, path: string, handler: AnonymousHandler): void
}

/** Loads a file of routes and gives its `register…Routes`. */
export type LazyRoutes = () => Promise<(router: Router) => void>

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Every route of one engine. Patterns are hono's: `/api/v2/buckets/:id`. */
export class Router {
  readonly #trie = new TrieRouter<Route>()
  readonly #routes = new Map<string, Route>()
  readonly #newerPrefixes = new Set<string>()
  readonly #lazy = new Map<string, LazyRoutes>()

  /** The routes below `prefix`, which starts with a slash and ends without one. */
  resource(prefix: string, generation: Generation): ResourceRoutes {
    if (generation === 'newer') this.#newerPrefixes.add(prefix)
    const add = (method: string) => (path: string, handler: Handler) => {
      this.#route(prefix + path, generation).methods.set(method, handler)
    }
    return {
      get: add('GET'),
      post: add('POST'),
      put: add('PUT'),
      patch: add('PATCH'),
      delete: add('DELETE'),
      anonymous: (method, path, handler) => {
        this.#route(prefix + path, generation).anonymousMethods.set(method, handler)
      },
    }
  }

  /** Routes that are loaded with the first request whose path starts with `prefix`. */
  lazy(prefix: string, load: LazyRoutes): void {
    this.#lazy.set(prefix, load)
  }

  /** Loads the routes that a path needs; undefined: they are there. */
  prepare(path: string): Promise<void> | undefined {
    for (const [prefix, load] of this.#lazy) if (path.startsWith(prefix)) return this.#load(prefix, load)
    return undefined
  }

  async #load(prefix: string, load: LazyRoutes): Promise<void> {
    const register = await load()
    if (this.#lazy.delete(prefix)) register(this)
  }

  #route(pattern: string, generation: Generation): Route {
    const found = this.#routes.get(pattern)
    if (found) return found
    const made: Route = { pattern, generation, methods: new Map(), anonymousMethods: new Map() }
    this.#routes.set(pattern, made)
    this.#trie.add('ALL', pattern, made)
    return made
  }

  /** The route of a path, taken as it is; literal segments go before `:name`. */
  match(path: string): RouteMatch | undefined {
    const literal = this.#routes.get(path)
    if (literal) return { route: literal, params: {} }
    const [first] = this.#trie.match('ALL', path)[0] as [Route, Record<string, string>][]
    if (first === undefined) return undefined
    const [route, params] = first
    return {
      route,
      params: Object.fromEntries(Object.entries(params).map(([name, value]) => [name, decoded(value)])),
    }
  }

  /** True below the routes of a newer handler, where unknown paths are that handler's own to answer. */
  isBelowNewer(path: string): boolean {
    for (const prefix of this.#newerPrefixes) if (path.startsWith(`${prefix}/`)) return true
    return false
  }
}
