import type { EngineVersion } from '../engine/version.ts'
import { type ErrorFacts, FluxproofError, UsageError } from '../errors/index.ts'
import { binaryTarget } from './binary.ts'
import { containerImage, containerTarget } from './container.ts'
import { type DockerEngine, findDockerEngine } from './docker-engine.ts'
import { embeddedTarget } from './embedded.ts'
import { type Environment, type RemoteOptions, readRemoteSettings, variableNames } from './environment.ts'
import { findInfluxd } from './influxd-path.ts'
import { remoteTarget } from './remote.ts'
import type { Target, TargetChoice } from './target.ts'

export interface ChooseTargetOptions {
  /** Default `auto`. */
  readonly choice?: TargetChoice
  readonly env: Environment
  readonly remote?: RemoteOptions
  /** A URL of the contract, used only when `remote` is asked for and nothing else gives one. */
  readonly fallbackUrl?: string
  /** The token of the contract's own clients, used when nothing else gives one. */
  readonly fallbackToken?: string | undefined
  /** Refuses the embedded engine as the last resort of `auto`. FLUXPROOF_REQUIRE_REAL=1 does the same. */
  readonly requireReal?: boolean
  /** Version that the embedded engine behaves as. */
  readonly engineVersion?: EngineVersion
  /** Milliseconds that pulling an image may take. Default 60 000. */
  readonly pullMs?: number
  /** Told what takes long: a pull. */
  readonly onProgress?: (text: string) => void
  readonly signal?: AbortSignal | undefined
}

/** The server that a run needs is not on this machine: nothing can be told (exit code 2), which is no fault of the arguments. */
export class TargetAbsentError extends FluxproofError {}

/**
 * Chooses a target, in the order remote, container, binary, embedded, and says why.
 * A URL by option or environment always means remote, so that a pre-deploy job which forgets `--target` cannot pass on a
 * server of our own making.
 * @throws UsageError for a remote without URL and for contradicting options; TargetAbsentError when the kind that was asked
 * for is not there, or only the embedded engine is and a real server is required.
 */
export async function chooseTarget(options: ChooseTargetOptions): Promise<Target> {
  const { choice = 'auto', env } = options
  if (choice === 'auto') return firstThatIsThere(options)
  if (mustBeReal(options) && choice === 'embedded') throw new UsageError(notReal('--target embedded was asked for'))
  const reason = `--target ${choice}`
  switch (choice) {
    case 'remote':
      return requiredRemote(options)
    case 'container': {
      const found = await usableImage(options)
      if (typeof found === 'string')
        throw new TargetAbsentError(
          absent('container', { found, next: 'Start a Docker engine, or choose another --target' }),
        )
      return containerTarget({ reason: `${reason}, ${found.image}`, image: found.image })
    }
    case 'binary': {
      const found = findInfluxd(env)
      if (!found)
        throw new TargetAbsentError(
          absent('binary', {
            found: 'no influxd on the PATH',
            next: 'Install influxd, or set INFLUXD_BIN to its path',
          }),
        )
      return binaryTarget({ reason: `${reason}, ${found.reason}`, path: found.path, env })
    }
    case 'embedded':
      return embeddedTarget({ reason, ...(options.engineVersion && { version: options.engineVersion }) })
  }
}

async function firstThatIsThere(options: ChooseTargetOptions): Promise<Target> {
  const { env, fallbackToken } = options
  const settings = readRemoteSettings(options.remote ?? {}, env, { fallbackToken })
  if (settings) return remoteTarget({ reason: `${settings.source} gives a URL`, settings })
  const image = await usableImage(options)
  if (typeof image !== 'string') return containerTarget({ reason: `${image.how}: ${image.image}`, image: image.image })
  const influxd = findInfluxd(env)
  if (influxd) return binaryTarget({ reason: `${influxd.reason}; ${image}`, path: influxd.path, env })
  const why = `no URL, no influxd, ${image}`
  if (mustBeReal(options)) throw new TargetAbsentError(notReal(why))
  return embeddedTarget({ reason: why, ...(options.engineVersion && { version: options.engineVersion }) })
}

function mustBeReal({ requireReal = false, env }: ChooseTargetOptions): boolean {
  return requireReal || ['1', 'true'].includes(env.FLUXPROOF_REQUIRE_REAL ?? '')
}

function requiredRemote({ env, remote = {}, fallbackUrl, fallbackToken }: ChooseTargetOptions): Target {
  const settings =
    readRemoteSettings(remote, env, { useActiveProfile: true, fallbackToken }) ??
    (fallbackUrl === undefined
      ? undefined
      : readRemoteSettings({ ...remote, url: fallbackUrl }, env, { fallbackToken }))
  if (!settings) {
    const next = `Give --url, or set ${variableNames.url[0]} and ${variableNames.token[0]}`
    throw new UsageError(absent('remote', { found: 'no URL', next }))
  }
  const source = remote.url === undefined && settings.source === '--url' ? 'the contract' : settings.source
  return remoteTarget({ reason: `--target remote, ${source} gives the URL`, settings })
}

/** The image and how it comes to be there, or in one clause why no container can be had. */
async function usableImage({
  env,
  pullMs = 60_000,
  onProgress,
  signal,
}: ChooseTargetOptions): Promise<{ readonly image: string; readonly how: string } | string> {
  const image = containerImage(env)
  const engine: DockerEngine | string = await findDockerEngine(env)
  if (typeof engine === 'string') return engine
  if (await engine.hasImage(image).catch(() => false))
    return { image, how: 'a Docker engine answers and has the image' }
  onProgress?.(`pulling ${image}`)
  const problem = await engine.pull(image, { deadlineMs: pullMs, signal })
  if (problem === undefined) return { image, how: 'a Docker engine answers and pulled the image' }
  signal?.throwIfAborted()
  return `the image ${image} cannot be pulled (${problem})`
}

function absent(kind: string, { found, next }: { readonly found: string; readonly next: string }): ErrorFacts {
  return { operation: `use --target ${kind}`, expected: `a ${kind} target`, found, next }
}

function notReal(found: string): ErrorFacts {
  return {
    operation: 'choose a target',
    expected: 'a real InfluxDB, as --require-real or FLUXPROOF_REQUIRE_REAL demands',
    found: `only the embedded engine (${found})`,
    next: 'Give a URL, start a Docker engine, or install influxd',
  }
}
