import { FluxproofError } from '../errors/index.ts'
import type { Environment } from './environment.ts'
import { createLogTail } from './log-tail.ts'
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

const influxdPort = 8086

/** A container of its own for each start, removed at disposal; a crash of this process leaves it to the library's reaper. */
export function containerTarget({ reason, image, deadlineMs = 60_000 }: ContainerOptions): Target {
  return {
    kind: 'container',
    reason,
    throwAway: true,
    async start({ signal, timeoutMs } = {}) {
      signal?.throwIfAborted()
      const { GenericContainer, Wait } = await import('testcontainers')
      await settleReaper()
      const { createNetworkTransport } = await import('../client/network-transport.ts')
      const tail = createLogTail()
      const started = await new GenericContainer(image)
        .withExposedPorts(influxdPort)
        .withStartupTimeout(deadlineMs)
        .withWaitStrategy(Wait.forHttp('/ping', influxdPort).forStatusCode(204))
        .withLogConsumer((stream) => stream.on('data', (chunk: Buffer | string) => tail.push(chunk.toString())))
        .start()
        .catch((cause: unknown) => {
          throw startFailure(image, { cause, log: tail.text() })
        })
      const connection = createNetworkTransport()
      return startThrowAway(
        {
          kind: 'container',
          reason,
          url: `http://${urlHost(started.getHost())}:${started.getMappedPort(influxdPort)}`,
          deadlineMs,
          signal,
          timeoutMs,
        },
        {
          transport: connection.transport,
          log: tail.text,
          async dispose() {
            await connection.close()
            await started.stop()
          },
        },
      )
    },
  }
}

let reaper: Promise<void> | undefined

/**
 * The library wants a second image, whose container removes what a crash leaves behind. A machine that has only the image
 * of the server can do without: disposal removes the container, after Ctrl-C too.
 */
function settleReaper(): Promise<void> {
  reaper ??= (async () => {
    const { getContainerRuntimeClient, getReaper } = await import('testcontainers')
    try {
      await getReaper(await getContainerRuntimeClient())
    } catch {
      process.env.TESTCONTAINERS_RYUK_DISABLED = 'true'
    }
  })()
  return reaper
}

function startFailure(
  image: string,
  { cause, log }: { readonly cause: unknown; readonly log: string },
): FluxproofError {
  return new FluxproofError({
    operation: `start a container of ${image}`,
    expected: 'a server that answers /ping with 204',
    found: cause instanceof Error ? cause.message : String(cause),
    next: log === '' ? `It logged nothing: try \`docker run --rm ${image}\`` : `Its log ends:\n${log}`,
    cause,
  })
}

function urlHost(host: string): string {
  return host.includes(':') ? `[${host}]` : host
}
