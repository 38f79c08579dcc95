import { existsSync } from 'node:fs'
import { type ClientRequest, request as httpRequest, type RequestOptions } from 'node:http'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Environment } from './environment.ts'

/** A Docker engine that answered a ping. */
export interface DockerEngine {
  /** Is the image there without a pull? */
  hasImage(image: string): Promise<boolean>
  /** Pulls; undefined: pulled, else why not. Public images only: no registry credentials are sent. */
  pull(
    image: string,
    options: { readonly deadlineMs: number; readonly signal?: AbortSignal | undefined },
  ): Promise<string | undefined>
}

/**
 * Finds a Docker engine by DOCKER_HOST, else by the usual sockets (Docker, rootless Docker, Docker Desktop, Podman).
 * Speaks to it directly: the container library takes a quarter of a second to load, which a run without containers need not pay.
 * @returns the engine, or in one clause why there is none.
 */
export async function findDockerEngine(
  env: Environment,
  { timeoutMs = 1_000 }: { readonly timeoutMs?: number } = {},
): Promise<DockerEngine | string> {
  const places = connectionsOf(env)
  if (places.length === 0) return 'no Docker socket is there and DOCKER_HOST is not set'
  for (const place of places) {
    const answer = await call(place, { path: '/_ping', timeoutMs }).catch(() => undefined)
    if (answer?.status === 200) return engineAt(place)
  }
  return `no Docker engine answers (${places.map((place) => place.label).join(', ')})`
}

interface Connection {
  readonly label: string
  readonly options: RequestOptions
}

function connectionsOf(env: Environment): Connection[] {
  const host = env.DOCKER_HOST
  if (host) {
    const unix = /^unix:\/\/(.+)$/.exec(host)?.[1]
    if (unix !== undefined) return [{ label: host, options: { socketPath: unix } }]
    const tcp = /^(?:tcp|http):\/\/([^/:]+|\[[^\]]+\]):(\d+)/.exec(host)
    if (tcp?.[1] !== undefined && tcp[2] !== undefined && env.DOCKER_TLS_VERIFY !== '1') {
      return [{ label: host, options: { host: tcp[1].replace(/^\[|\]$/g, ''), port: Number(tcp[2]) } }]
    }
    return []
  }
  const home = env.HOME ?? homedir()
  const runtime = env.XDG_RUNTIME_DIR
  return [
    '/var/run/docker.sock',
    ...(runtime ? [join(runtime, 'docker.sock')] : []),
    join(home, '.docker/run/docker.sock'),
    join(home, '.docker/desktop/docker.sock'),
    ...(runtime ? [join(runtime, 'podman/podman.sock')] : []),
  ]
    .filter((path) => existsSync(path))
    .map((path) => ({ label: path, options: { socketPath: path } }))
}

function engineAt(place: Connection): DockerEngine {
  return {
    async hasImage(image) {
      const answer = await call(place, { path: `/images/${encodeURI(image)}/json`, timeoutMs: 5_000 })
      return answer.status === 200
    },
    async pull(image, { deadlineMs, signal }) {
      const { name, tag } = splitImage(image)
      const path = `/images/create?fromImage=${encodeURIComponent(name)}&tag=${encodeURIComponent(tag)}`
      try {
        const answer = await call(place, { path, method: 'POST', timeoutMs: deadlineMs, signal })
        // A pull that fails after it began is a 200 whose last line says so.
        if (answer.status === 200) return textOf('error', answer.body)
        return textOf('message', answer.body) ?? `status ${answer.status}`
      } catch (error) {
        return error instanceof Error ? error.message : String(error)
      }
    },
  }
}

/** The text of a key somewhere in JSON, or in lines of JSON; undefined: there is none. */
function textOf(key: string, body: string): string | undefined {
  const literal = new RegExp(`"${key}"\\s*:\\s*(?<text>"(?:[^"\\\\]|\\\\.)*")`).exec(body)?.groups?.text
  return literal === undefined ? undefined : (JSON.parse(literal) as string)
}

function splitImage(image: string): { name: string; tag: string } {
  if (image.includes('@')) return { name: image, tag: '' }
  const colon = image.lastIndexOf(':')
  // A colon before a slash belongs to the port of a registry.
  return colon > image.lastIndexOf('/')
    ? { name: image.slice(0, colon), tag: image.slice(colon + 1) }
    : { name: image, tag: 'latest' }
}

interface CallOptions {
  readonly path: string
  readonly method?: string
  /** Milliseconds for the whole answer. */
  readonly timeoutMs: number
  readonly signal?: AbortSignal | undefined
}

function call(
  place: Connection,
  { path, method = 'GET', timeoutMs, signal }: CallOptions,
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const deadline = AbortSignal.timeout(timeoutMs)
    const ends = signal ? AbortSignal.any([signal, deadline]) : deadline
    const request: ClientRequest = httpRequest({ ...place.options, path, method, signal: ends }, (answer) => {
      let body = ''
      answer.setEncoding('utf8')
      answer.on('data', (chunk: string) => {
        body = (body + chunk).slice(-65_536)
      })
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body }))
      answer.on('error', (error) => reject(deadline.aborted ? new Error(`not done within ${timeoutMs} ms`) : error))
    })
    request.on('error', (error) => reject(deadline.aborted ? new Error(`not done within ${timeoutMs} ms`) : error))
    request.end()
  })
}
