import { createInfluxClient } from '../client/influx-client.ts'
import type { RemoteSettings } from './environment.ts'
import { proveReady } from './prove-ready.ts'
import type { Target } from './target.ts'

export interface RemoteTargetOptions {
  readonly reason: string
  readonly settings: RemoteSettings
}

/** Somebody's server: nothing is written to it unless `allowWrite` is given at its start, and disposal leaves it as it is. */
export function remoteTarget({ reason, settings }: RemoteTargetOptions): Target {
  return {
    kind: 'remote',
    reason,
    throwAway: false,
    url: settings.url,
    ...(settings.org !== '' && { org: settings.org }),
    async start({ signal, allowWrite = false, org = settings.org } = {}) {
      const { url, token, timeoutMs } = settings
      const { createNetworkTransport } = await import('../client/network-transport.ts')
      const connection = createNetworkTransport(settings)
      const { transport } = connection
      try {
        const client = createInfluxClient({ url, token, transport, timeoutMs, signal })
        const readiness = await proveReady(client, canaryPlace({ allowWrite, org }))
        return {
          kind: 'remote',
          reason,
          throwAway: false,
          version: client.version() ?? 'unknown',
          url,
          org,
          token,
          transport,
          client,
          readiness,
          [Symbol.asyncDispose]: () => connection.close(),
        }
      } catch (error) {
        await connection.close()
        throw error
      }
    },
  }
}

function canaryPlace({ allowWrite, org }: { readonly allowWrite: boolean; readonly org: string }) {
  if (!allowWrite) return { skipped: 'nothing is written to a remote without --allow-write' }
  return org === '' ? { skipped: 'no organization is named: set INFLUX_ORG or give --org' } : { org }
}
