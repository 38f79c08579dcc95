import type { Clock } from '../clock/index.ts'
import type { EngineVersion } from '../engine/version.ts'
import type { Target } from './target.ts'
import { startThrowAway } from './throw-away.ts'

/** Nothing listens here: requests go straight into the engine. `invalid` never resolves (RFC 6761). */
const embeddedUrl = 'http://embedded.invalid'

export interface EmbeddedOptions {
  readonly reason: string
  /** The server version whose behaviour the engine gives. Default: the engine's own. */
  readonly version?: EngineVersion
  readonly clock?: Clock
}

/** The engine in this process: no socket, no container, up in milliseconds. */
export function embeddedTarget({ reason, version, clock }: EmbeddedOptions): Target {
  return {
    kind: 'embedded',
    reason,
    throwAway: true,
    async start({ signal, timeoutMs } = {}) {
      const { createEngine } = await import('../engine/engine.ts')
      const engine = await createEngine({ ...(version && { version }), ...(clock && { clock }) })
      return startThrowAway(
        { kind: 'embedded', reason, url: embeddedUrl, deadlineMs: 10_000, signal, timeoutMs },
        { transport: (request) => engine.fetch(request), dispose: () => engine.close(), log: () => '' },
      )
    },
  }
}
