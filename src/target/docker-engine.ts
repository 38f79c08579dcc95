import { callDocker, type DockerCallOptions, type DockerConnection, dockerConnections } from './docker-connection.ts'
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
  /** Watches a container that is made and not yet started. @returns, once the watch is on, the coming exit code. */
  watchExit(
    id: string,
    options: { readonly signal: AbortSignal },
  ): Promise<{ readonly exitCode: Promise<number | undefined> }>
  /** The last lines that a container wrote to its outputs. */
  logTail(id: string): Promise<string>
  /** Ids of all containers with a label, running or not. */
  withLabel(label: string): Promise<readonly string[]>
  /** Kills and removes a container and its anonymous volumes; one that is gone already is no error. */
  remove(id: string): Promise<void>
}

/**
 * Finds a Docker engine by DOCKER_HOST, else by the usual sockets (Docker, rootless Docker, Docker Desktop).
 * Speaks to it directly: the container library takes a quarter of a second to load, which a run without containers need not pay.
 * @returns the engine, or in one clause why there is none.
 */
export async function findDockerEngine(
  env: Environment,
  { timeoutMs = 1_000 }: { readonly timeoutMs?: number } = {},
): Promise<DockerEngine | string> {
  const places = dockerConnections(env)
  if (places.length === 0) {
    if (env.DOCKER_HOST) return `DOCKER_HOST cannot be used (${env.DOCKER_HOST})`
    return 'no Docker socket is there and DOCKER_HOST is not set'
  }
  for (const place of places) {
    const answer = await callDocker(place, '/_ping', { timeoutMs }).catch(() => undefined)
    await answer?.body().catch(() => undefined)
    if (answer?.status === 200) return engineAt(place)
  }
  return `no Docker engine answers (${places.map((place) => place.label).join(', ')})`
}

/** Of a call that only reads or removes, milliseconds. */
const callMs = 10_000
const logLines = 40

function engineAt(place: DockerConnection): DockerEngine {
  const call = async (path: string, options: DockerCallOptions = {}) => {
    const answer = await callDocker(place, path, { timeoutMs: callMs, ...options })
    return { status: answer.status, body: await answer.body() }
  }
  return {
    async hasImage(image) {
      return (await call(`/images/${encodeURI(image)}/json`)).status === 200
    },
    async pull(image, { deadlineMs, signal }) {
      const { name, tag } = splitImage(image)
      const path = `/images/create?fromImage=${encodeURIComponent(name)}&tag=${encodeURIComponent(tag)}`
      try {
        const { status, body } = await call(path, { method: 'POST', timeoutMs: deadlineMs, signal })
        // A pull that fails after it began is a 200 whose last line says so.
        if (status === 200) return textIn(body, 'error')
        return textIn(body, 'message') ?? `status ${status}`
      } catch (error) {
        return error instanceof Error ? error.message : String(error)
      }
    },
    async watchExit(id, { signal }) {
      // The engine sends the head of this answer when it watches, and the body when the container has ended.
      const path = `/containers/${id}/wait?condition=next-exit`
      const answer = await callDocker(place, path, { method: 'POST', signal, background: true })
      const exitCode = answer.body().then((body) => {
        const code = /"StatusCode"\s*:\s*(\d+)/.exec(body.toString())?.[1]
        return code === undefined ? undefined : Number(code)
      })
      return { exitCode }
    },
    async logTail(id) {
      const { status, body } = await call(`/containers/${id}/logs?stdout=1&stderr=1&tail=${logLines}`)
      return status === 200 ? textOfFrames(body).trimEnd() : ''
    },
    async withLabel(label) {
      const filters = encodeURIComponent(JSON.stringify({ label: [label] }))
      const { status, body } = await call(`/containers/json?all=1&filters=${filters}`)
      if (status !== 200) throw new Error(`list containers: ${textIn(body, 'message') ?? `status ${status}`}`)
      return (JSON.parse(body.toString()) as readonly { readonly Id: string }[]).map(({ Id }) => Id)
    },
    async remove(id) {
      const { status, body } = await call(`/containers/${id}?force=1&v=1`, { method: 'DELETE' })
      // 404: it is gone. 409: somebody else is removing it.
      if (![204, 404, 409].includes(status)) {
        throw new Error(`remove container ${id.slice(0, 12)}: ${textIn(body, 'message') ?? `status ${status}`}`)
      }
    },
  }
}

/** The text that JSON, or lines of it, gives for a key. */
function textIn(body: Buffer, key: 'error' | 'message'): string | undefined {
  const text = new RegExp(`"${key}"\\s*:\\s*("(?:[^"\\\\]|\\\\.)*")`).exec(body.toString())?.[1]
  return text === undefined ? undefined : (JSON.parse(text) as string)
}

/** Logs come in frames of an 8-byte head, its last four the length, and text. */
function textOfFrames(frames: Buffer): string {
  let text = ''
  for (let at = 0; at + 8 <= frames.length; ) {
    const end = at + 8 + frames.readUInt32BE(at + 4)
    text += frames.toString('utf8', at + 8, end)
    at = end
  }
  return text
}

function splitImage(image: string): { name: string; tag: string } {
  if (image.includes('@')) return { name: image, tag: '' }
  const colon = image.lastIndexOf(':')
  // A colon before a slash belongs to the port of a registry.
  return colon > image.lastIndexOf('/')
    ? { name: image.slice(0, colon), tag: image.slice(colon + 1) }
    : { name: image, tag: 'latest' }
}
