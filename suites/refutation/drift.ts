import type { Transport } from '../../src/client/transport.ts'
import type { CheckKind } from '../../src/contract/check.ts'
import type { Specimen } from './specimen.ts'

/** A way in which a deployment leaves its contract, and what the checks must say of it. */
export interface Drift {
  /** The kind of check that must catch it. */
  readonly kind: CheckKind
  readonly name: string
  /** The checks that must fail, and no other; ids without the contract's name. */
  readonly fails: readonly string[]
  /** What the first of them must name as expected and as found. */
  readonly expected: string | RegExp
  readonly found: string | RegExp
  /** Changes the contract, for clauses that the contract itself breaks. */
  readonly edit?: (text: string) => string
  /** Lines for the bucket raw in the place of those that keep the contract. */
  readonly lines?: (nowNs: bigint) => string[]
  /** Spoils what was built. */
  readonly plant?: (specimen: Specimen) => Promise<unknown>
  /** For what no server can be made to do: stands between the checks and the server, and alters what passes. */
  readonly proxy?: (server: Transport) => Transport
}

/** Replaces a part of a text that must be there. */
export function replaced(from: string, to: string): (text: string) => string {
  return (text) => {
    if (!text.includes(from)) throw new Error(`nothing to replace: ${from}`)
    return text.replace(from, () => to)
  }
}
