import type { Fingerprint } from './fingerprint.ts'
import { HashSum } from './hash64.ts'

/** The fingerprint of several sets that have no point in common. */
export function sumFingerprints(parts: Iterable<Fingerprint>): Fingerprint {
  const hash = new HashSum()
  let points = 0
  let cells = 0
  for (const part of parts) {
    hash.addHex(part.hash)
    points += part.points
    cells += part.cells
  }
  return { points, cells, hash: hash.hex() }
}

/** Whether both are of the same cells. */
export function sameFingerprint(a: Fingerprint, b: Fingerprint): boolean {
  return a.points === b.points && a.cells === b.cells && a.hash === b.hash
}
