import { FluxproofError } from '../errors/index.ts'
import { findDockerEngine } from './docker-engine.ts'
import type { Environment } from './environment.ts'
import { launchContainer } from './launch-container.ts'
import type { Target } from './target.ts'
import { startThrowAway } from './throw-away.ts'

/** The image that is used unless INFLUX_IMAGE names another. */
export const defaultImage = 'influxdb:2.8'

/** The images to test against: INFLUX_IMAGES (comma-separated), else INFLUX_IMAGE, else the default. A bare tag is one of `influxdb`. */
export function containerImages(env: Environment): readonly string[] {
  const listed = (env.INFLUX_IMAGES ?? '')
    .split(',')
    .map((text) => text.trim())
    .filter((text) => text !== '')
  if (listed.length > 0) return listed.map(fullImage)
  return [fullImage(env.INFLUX_IMAGE?.trim() || defaultImage)]
}

/** The one image of a run: INFLUX_IMAGE, else the first of INFLUX_IMAGES, else the default. */
export function containerImage(env: Environment): string {
  const [first = defaultImage] = containerImages(env)
  return env.INFLUX_IMAGE?.trim() ? fullImage(env.INFLUX_IMAGE.trim()) : first
}

/** `2.7` means `influxdb:2.7`; anything with a slash, a colon or letters only is an image. */
function fullImage(text: string): string {
  return /^\d+(?:\.\d+)*(?:-[\w.]+)?$/.test(text) ? `influxdb:${text}` : text
}

export interface ContainerOptions {
  readonly reason: string
  readonly image: string
  /** Milliseconds until the server must be ready, the pull of its image not included. Default 60 000. */
  readonly deadlineMs?: number
}

/** A container of its own for each start, removed at disposal, and after whatever ends this process. */
export function containerTarget({ reason, image, deadlineMs = 60_000 }: ContainerOptions): Target {
  return {
    kind: 'container',
    reason,
    throwAway: true,
    async start({ signal, timeoutMs } = {}) {
      signal?.throwIfAborted()
      // The container library looks into the environment of the process and nowhere else.
      const engine = await findDockerEngine(process.env)
      if (typeof engine === 'string') throw noEngine(image, engine)
      const { createNetworkTransport } = await import('../client/network-transport.ts')
      const container = await launchContainer(image, { engine, signal })
      const connection = createNetworkTransport({ proxy: 'none' })
      const gone = new AbortController()
      let reasonGone: FluxproofError | undefined
      void container.ended.then((failure) => {
        reasonGone = failure
        gone.abort(failure)
      })
      const facts = { kind: 'container', reason, url: container.url, deadlineMs, timeoutMs } as const
      try {
        return await startThrowAway(
          { ...facts, signal: signal ? AbortSignal.any([signal, gone.signal]) : gone.signal },
          {
            transport: connection.transport,
            log: container.log,
            async dispose() {
              await connection.close()
              await container.remove()
            },
          },
        )
      } catch (error) {
        throw reasonGone ?? error
      }
    },
  }
}

function noEngine(image: string, found: string): FluxproofError {
  return new FluxproofError({
    operation: `start a container of ${image}`,
    expected: 'a Docker engine',
    found,
    next: 'Start one, set DOCKER_HOST, or choose another --target',
  })
}
