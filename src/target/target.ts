import type { InfluxClient } from '../client/influx-client.ts'
import type { Transport } from '../client/transport.ts'

/** The kinds of running InfluxDB that a contract can be held against. */
export const targetKinds = ['remote', 'container', 'binary', 'embedded'] as const
export type TargetKind = (typeof targetKinds)[number]

/** What to ask of a target: a kind, or `auto` for the first that is there. */
export type TargetChoice = TargetKind | 'auto'

/** Settings of one start. */
export interface StartOptions {
  /** Ends a start that is under way; what it had made is removed. */
  readonly signal?: AbortSignal | undefined
  /** May canary points be written to a remote? Default false. Throw-away targets are always written to. */
  readonly allowWrite?: boolean
  /** Organisation to work in on a remote: the contract's. Default: that of the environment. */
  readonly org?: string | undefined
  /** Milliseconds that one request may take. Default: the client's. */
  readonly timeoutMs?: number | undefined
}

/** A target that has been chosen and not been started: starting it several times gives several servers. */
export interface Target {
  readonly kind: TargetKind
  /** Why this kind, in one clause: "INFLUX_URL is set". */
  readonly reason: string
  /** True: each start is a fresh, empty server that disposal removes. False: somebody's deployment. */
  readonly throwAway: boolean
  /** Of a remote; a throw-away server has its URL once it is started. */
  readonly url?: string
  /** Organization that the settings of a remote name. */
  readonly org?: string
  /** Starts, sets up and proves readiness. A failed start removes what it made and throws the first error. */
  start(options?: StartOptions): Promise<StartedTarget>
}

/** A running InfluxDB that has answered an authenticated call. Disposal stops what its start began. */
export interface StartedTarget extends AsyncDisposable {
  readonly kind: TargetKind
  readonly reason: string
  readonly throwAway: boolean
  /** As the server says it, without a leading v: "2.8.0". */
  readonly version: string
  /** Base URL, without a slash at its end. In-process targets have one too; nothing listens on it. */
  readonly url: string
  /** Organisation that the token belongs to; empty: a remote whose settings name none. */
  readonly org: string
  /** A secret: never to be printed. */
  readonly token: string
  readonly transport: Transport
  readonly client: InfluxClient
  readonly readiness: Readiness
  /** The end of the server's own log, of a server that was started here; empty: it has none. */
  log?(): Promise<string>
}

/** How far readiness was proven. */
export interface Readiness {
  /** An authenticated call was answered. */
  readonly authenticated: boolean
  /** A canary point was written and read back; `skipped` says why it was not tried. */
  readonly canary: 'read back' | 'skipped'
  readonly reason?: string
  readonly tookMs: number
}
