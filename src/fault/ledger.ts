import type { Fault } from './fault.ts'

/** What became of one request. */
export interface LedgerEntry {
  readonly connection: number
  readonly ordinal: number
  readonly sequence: number
  readonly method: string
  readonly path: string
  /** Nanoseconds of the proxy's clock. */
  readonly arrivedNs: bigint
  /** Absent while the request is under way. */
  answeredNs?: bigint
  readonly fault?: Fault
  /** The body that was forwarded, decompressed; absent when nothing was. */
  forwarded?: string
  /** What the server answered to it. */
  serverStatus?: number
  /** What the client got; `gone`: it went before its body was whole. */
  answer?: number | 'refused' | 'reset' | 'truncated' | 'no-server' | 'gone'
}

/** Everything that passed a proxy, in the order of arrival. */
export interface Ledger {
  readonly entries: readonly LedgerEntry[]
  /** Requests of one connection, as text without times: equal for equal seeds. */
  replay(connection: number): readonly string[]
  /** Bodies that the server answered 2xx: what is committed for certain. */
  committed(): readonly string[]
}

/** @param entries a list that grows while requests come in. */
export function ledgerOf(entries: readonly LedgerEntry[]): Ledger {
  return {
    entries,
    replay: (connection) => entries.filter((entry) => entry.connection === connection).map(lineOf),
    committed: () =>
      entries.flatMap(({ forwarded, serverStatus }) =>
        forwarded !== undefined && serverStatus !== undefined && serverStatus < 300 ? [forwarded] : [],
      ),
  }
}

function lineOf({ ordinal, method, path, fault, forwarded, serverStatus, answer }: LedgerEntry): string {
  const sent = forwarded === undefined ? 'not forwarded' : `forwarded ${JSON.stringify(forwarded)}`
  return `${ordinal} ${method} ${path} ${fault?.kind ?? 'passed'}: ${sent}, server ${serverStatus ?? '-'}, client ${answer ?? 'waiting'}`
}
