import { FluxArray } from '../../values/value.ts'
import { ofStrings, ofStringsAndInt } from './string-function.ts'

/** At most `limit` parts, all where it is negative; `keep` leaves the separator at the end of each part. */
function parts(v: string, separator: string, { limit, keep }: { limit: number; keep: boolean }): FluxArray {
  if (limit === 0) return new FluxArray([])
  const pieces = separator === '' ? [...v] : v.split(separator)
  const head = limit < 0 || pieces.length <= limit ? pieces : pieces.slice(0, limit - 1)
  const all = head === pieces ? pieces : [...head, pieces.slice(limit - 1).join(separator)]
  if (!keep) return new FluxArray(all)
  return new FluxArray(all.map((piece, i) => (i < all.length - 1 ? piece + separator : piece)))
}

export const split = ofStrings('split', ['v', 't'], (v, t) => parts(v, t, { limit: -1, keep: false }))
export const splitAfter = ofStrings('splitAfter', ['v', 't'], (v, t) => parts(v, t, { limit: -1, keep: true }))
export const splitN = ofStringsAndInt('splitN', ['v', 't'], (i, v, t) => parts(v, t, { limit: i, keep: false }))
export const splitAfterN = ofStringsAndInt('splitAfterN', ['v', 't'], (i, v, t) =>
  parts(v, t, { limit: i, keep: true }),
)
