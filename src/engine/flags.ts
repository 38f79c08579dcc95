import { type EngineVersion, isAtLeast } from './version.ts'

/** The influxd flags that the engine honours. */
export interface EngineFlags {
  /** Three character classes in a password. Default false. */
  readonly strongPasswords: boolean
  /** Tokens are shown at creation only. Default: true from 2.9, else false. */
  readonly useHashedTokens: boolean
  /** How often whole expired shard groups are dropped. Default 30 minutes. */
  readonly retentionCheckIntervalMs: number
  /** /metrics answers 403. Default false. */
  readonly metricsDisabled: boolean
  /** Paths outside the API answer 404 instead of the UI's page. Default false. */
  readonly uiDisabled: boolean
  /** Default 60. */
  readonly sessionLengthMinutes: number
}

/** The flags of a server that was started without any. */
export function defaultFlags(version: EngineVersion): EngineFlags {
  return {
    strongPasswords: false,
    useHashedTokens: isAtLeast(version, '2.9.1'),
    retentionCheckIntervalMs: 30 * 60 * 1000,
    metricsDisabled: false,
    uiDisabled: false,
    sessionLengthMinutes: 60,
  }
}
