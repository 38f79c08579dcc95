import { existsSync, readFileSync } from 'node:fs'
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { homedir, userInfo } from 'node:os'
import { join } from 'node:path'
import type { Environment } from './environment.ts'

/** One place where a Docker engine may listen. */
export interface DockerConnection {
  /** The place in words: a path or an address. */
  readonly label: string
  readonly options: RequestOptions
  readonly secure: boolean
}

/**
 * Where a Docker engine may listen: DOCKER_HOST, else the usual sockets. Only places that the container library finds too:
 * an engine that it cannot reach is of no use. A Podman socket is one for whoever names it in DOCKER_HOST.
 */
export function dockerConnections(env: Environment): readonly DockerConnection[] {
  if (env.DOCKER_HOST) return namedConnection(env.DOCKER_HOST, env)
  const home = env.HOME ?? homedir()
  return [
    '/var/run/docker.sock',
    ...(env.XDG_RUNTIME_DIR ? [join(env.XDG_RUNTIME_DIR, 'docker.sock')] : []),
    join(home, '.docker/run/docker.sock'),
    join(home, '.docker/desktop/docker.sock'),
    join('/run/user', String(userInfo().uid), 'docker.sock'),
  ]
    .filter((path) => existsSync(path))
    .map((path) => ({ label: path, options: { socketPath: path }, secure: false }))
}

function namedConnection(host: string, env: Environment): readonly DockerConnection[] {
  const path = /^unix:\/\/(.+)$/.exec(host)?.[1]
  if (path !== undefined) return [{ label: host, options: { socketPath: path }, secure: false }]
  const { name, port } = /^(?:tcp|https?):\/\/(?<name>[^/:[\]]+|\[[^\]]+\]):(?<port>\d+)/.exec(host)?.groups ?? {}
  if (name === undefined || port === undefined) return []
  const address = { host: name.replace(/^\[|\]$/g, ''), port: Number(port) }
  // As the Docker command line has it: any value but the empty one asks for TLS.
  if (!env.DOCKER_TLS_VERIFY) return [{ label: host, options: address, secure: false }]
  const folder = env.DOCKER_CERT_PATH || join(env.HOME ?? homedir(), '.docker')
  const files = { ca: join(folder, 'ca.pem'), cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') }
  if (!Object.values(files).every((file) => existsSync(file))) return []
  const tls = Object.fromEntries(Object.entries(files).map(([key, file]) => [key, readFileSync(file)]))
  return [{ label: host, options: { ...address, ...tls }, secure: true }]
}

export interface DockerCallOptions {
  readonly method?: string
  /** Milliseconds for the whole answer; absent: no limit. */
  readonly timeoutMs?: number
  readonly signal?: AbortSignal | undefined
  /** True: waiting for the body does not keep this process alive. */
  readonly background?: boolean
}

/** An answer whose body has not been read. */
export interface DockerAnswer {
  readonly status: number
  /** Reads what is left of the body; of a longer one its end. */
  body(): Promise<Buffer>
}

const keptBytes = 262_144

/** One call of the engine's HTTP API. Rejects when it cannot be reached or is not done in time. */
export function callDocker(
  place: DockerConnection,
  path: string,
  { method = 'GET', timeoutMs, signal, background = false }: DockerCallOptions = {},
): Promise<DockerAnswer> {
  const deadline = timeoutMs === undefined ? undefined : AbortSignal.timeout(timeoutMs)
  const said = (error: Error) => (deadline?.aborted ? new Error(`not done within ${timeoutMs} ms`) : error)
  const ends = AbortSignal.any([deadline, signal].filter((one) => one !== undefined))
  return new Promise((resolve, reject) => {
    const send = place.secure ? httpsRequest : httpRequest
    const request = send({ ...place.options, path, method, signal: ends }, (answer) => {
      if (background) answer.socket.unref()
      resolve({
        status: answer.statusCode ?? 0,
        body: () =>
          readEnd(answer).catch((error: Error) => {
            throw said(error)
          }),
      })
    })
    request.on('error', (error) => reject(said(error)))
    request.end()
  })
}

async function readEnd(answer: IncomingMessage): Promise<Buffer> {
  let end = Buffer.alloc(0)
  for await (const chunk of answer) end = Buffer.concat([end, chunk as Buffer]).subarray(-keptBytes)
  return end
}
