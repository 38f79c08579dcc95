import { engineVersions } from '../../engine/version.ts'
import { UsageError } from '../../errors/index.ts'
import { startEmbeddedServer } from '../../parity/embedded-server.ts'
import { openRemoteServer } from '../../parity/remote-server.ts'
import type { ReplayServer } from '../../parity/replay.ts'
import type { ParityOptions } from '../../parity/run-parity.ts'
import { readRemoteSettings } from '../../target/environment.ts'
import type { ParityFlags } from '../commands/parity.ts'
import type { Io } from '../io.ts'
import { engineVersionOf } from '../serve/serve-settings.ts'

/** Where transcripts are replayed. */
export interface ParityTarget extends AsyncDisposable {
  /** `embedded`, or the URL. */
  readonly name: string
  readonly versions: readonly string[]
  readonly start: ParityOptions['start']
  /** A server that is set up, for inputs that need no state of their own. */
  plain(version: string): Promise<ReplayServer>
}

const noScenario = { id: '', title: '', setup: 'org', servers: [], steps: [] } as const

/**
 * The target that the flags name.
 * @throws UsageError for a remote without URL, token or permission to write.
 */
export async function openParityTarget(flags: ParityFlags, io: Io): Promise<ParityTarget> {
  const wanted = flags.influxVersion?.map(engineVersionOf)
  if (flags.target === 'remote') return openRemote(flags, { io, wanted })
  return {
    name: 'embedded',
    versions: wanted ?? engineVersions,
    start: (version, scenario) => startEmbeddedServer(engineVersionOf(version), scenario),
    plain: (version) => startEmbeddedServer(engineVersionOf(version), noScenario),
    async [Symbol.asyncDispose]() {},
  }
}

async function openRemote(
  flags: ParityFlags,
  { io, wanted = engineVersions }: { readonly io: Io; readonly wanted: readonly string[] | undefined },
): Promise<ParityTarget> {
  if (flags.allowWrite !== true) {
    throw new UsageError({
      operation: 'replay the recordings on a remote',
      expected: '--allow-write, because transcripts make and delete organizations, users and tokens',
      found: 'none',
      next: 'Add it if this server holds nothing that you need',
    })
  }
  const settings = readRemoteSettings(flags, io.env)
  if (settings === undefined) {
    throw new UsageError({
      operation: 'replay the recordings on a remote',
      expected: 'its URL',
      found: 'none',
      next: 'Set INFLUX_URL or give --url',
    })
  }
  io.hide(settings.token)
  const { createNetworkTransport } = await import('../../client/network-transport.ts')
  const connection = createNetworkTransport(settings)
  try {
    const { url, token } = settings
    const server = await openRemoteServer({ url, token, transport: connection.transport, versions: wanted })
    return {
      name: url,
      versions: [server.version],
      start: server.start,
      async plain(version) {
        const started = await server.start(version, noScenario)
        if ('skipped' in started) throw new Error(`parity: expected a server that is set up: ${started.skipped}`)
        return started
      },
      [Symbol.asyncDispose]: () => connection.close(),
    }
  } catch (error) {
    await connection.close()
    throw error
  }
}
