import type { Clock } from '../clock/index.ts'
import type { Permission, UserRow } from './state/records.ts'
import type { State } from './state/state.ts'
import type { Storage } from './storage/types.ts'
import type { EngineVersion } from './version.ts'

/** The influxd flags that the engine honours. */
export interface EngineFlags {
  /** Three character classes in a password. Default false. */
  readonly strongPasswords: boolean
  /** Tokens are shown at creation only. Default: true from 2.9, else false. */
  readonly useHashedTokens: boolean
  /** How often whole expired shard groups are dropped. Default 30 minutes. */
  readonly retentionCheckIntervalMs: number
  readonly metricsDisabled: boolean
  readonly uiDisabled: boolean
  readonly sessionLengthMinutes: number
}

/** What every route, task and query of one engine shares. */
export interface EngineContext {
  readonly version: EngineVersion
  readonly clock: Clock
  readonly state: State
  readonly storage: Storage
  readonly flags: EngineFlags
  /** A new id: 16 hexadecimal digits, never all zero, ascending. */
  newId(): string
}

/** Who asks: the holder of a token or of a session. */
export interface Principal {
  readonly user: UserRow
  /** Id of the authorization; undefined for a session. */
  readonly authorizationId?: string
  readonly permissions: readonly Permission[]
}
