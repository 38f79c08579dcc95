import { FluxproofError } from '../errors/index.ts'
import type { DockerEngine } from './docker-engine.ts'

export interface LaunchOptions {
  readonly engine: DockerEngine
  /** Ends a start that is under way. */
  readonly signal?: AbortSignal | undefined
}

/** A container that runs, and is ready for nothing yet. */
export interface LaunchedContainer {
  readonly url: string
  /** Resolves, and never rejects, when the container ends before it is removed: why, in one sentence with its log. */
  readonly ended: Promise<FluxproofError>
  /** The last lines that it wrote. */
  log(): Promise<string>
  remove(): Promise<void>
}

/** An abort that comes before the container is made waits so long for it, in ms; the sweeper takes what comes later. */
const orphanMs = 5_000

/**
 * Starts a container of an image through the container library. A start that fails or is aborted leaves no container.
 * @throws FluxproofError with the end of the container's log.
 */
export async function launchContainer(image: string, { engine, signal }: LaunchOptions): Promise<LaunchedContainer> {
  const { InfluxContainer, influxdPort } = await import('./influx-container.ts')
  const { sweepAfterCrash } = await import('./sweep-after-crash.ts')
  const watch = new AbortController()
  const made = Promise.withResolvers<string>()
  const ended = Promise.withResolvers<FluxproofError>()
  const container = new InfluxContainer(image, {
    labels: sweepAfterCrash(),
    async onCreated(id) {
      made.resolve(id)
      signal?.throwIfAborted()
      const { exitCode } = await engine.watchExit(id, { signal: watch.signal })
      exitCode.then(
        async (code) => ended.resolve(startFailure(image, `exit code ${code}`, { log: await engine.logTail(id) })),
        () => {},
      )
    },
  })
  const aborted = Promise.withResolvers<never>()
  const onAbort = () => aborted.reject(signal?.reason)
  signal?.addEventListener('abort', onAbort, { once: true })
  const starting = container.start()
  const failed = ended.promise.then((failure) => Promise.reject(failure))
  try {
    const started = await Promise.race([starting, aborted.promise, failed])
    const id = started.getId()
    const host = started.getHost()
    return {
      url: `http://${host.includes(':') ? `[${host}]` : host}:${started.getMappedPort(influxdPort)}`,
      ended: ended.promise,
      log: () => engine.logTail(id).catch(() => ''),
      async remove() {
        watch.abort()
        await engine.remove(id)
      },
    }
  } catch (error) {
    watch.abort()
    const id = await madeBy(made.promise, starting)
    const log = id === undefined ? '' : await engine.logTail(id).catch(() => '')
    if (id !== undefined) await engine.remove(id)
    if (signal?.aborted || error instanceof FluxproofError) throw error
    throw startFailure(image, error instanceof Error ? error.message.trim() : String(error), { log, cause: error })
  } finally {
    signal?.removeEventListener('abort', onAbort)
    // Whoever lost the race may reject later; the error that counts has been told.
    for (const late of [starting, failed, aborted.promise]) late.catch(() => {})
  }
}

/** The id of the container that a failed start had made; undefined: none was made. */
function madeBy(made: Promise<string>, starting: Promise<unknown>): Promise<string | undefined> {
  const none = new Promise<undefined>((resolve) => {
    const orphaned = setTimeout(() => resolve(undefined), orphanMs)
    starting
      .catch(() => {})
      .finally(() => {
        clearTimeout(orphaned)
        // After `made`, which a start that got so far has resolved before.
        setImmediate(() => resolve(undefined))
      })
  })
  return Promise.race([made, none])
}

function startFailure(
  image: string,
  found: string,
  { log, cause }: { readonly log: string; readonly cause?: unknown },
): FluxproofError {
  return new FluxproofError({
    operation: `start a container of ${image}`,
    expected: 'a server that goes on running',
    found,
    next: log === '' ? `It logged nothing: try \`docker run --rm ${image}\`` : `Its log ends:\n${log}`,
    cause,
  })
}
