import { compareStrings } from '../../table/group-key.ts'
import { ofStrings } from './string-function.ts'

/** Positions are counted in bytes of UTF-8; -1: not found. */
function bytesBefore(v: string, at: number): bigint {
  return at < 0 ? -1n : BigInt(Buffer.byteLength(v.slice(0, at)))
}

export const hasPrefix = ofStrings('hasPrefix', ['v', 'prefix'], (v, prefix) => v.startsWith(prefix))
export const hasSuffix = ofStrings('hasSuffix', ['v', 'suffix'], (v, suffix) => v.endsWith(suffix))
export const containsStr = ofStrings('containsStr', ['v', 'substr'], (v, substr) => v.includes(substr))
export const containsAny = ofStrings('containsAny', ['v', 'chars'], (v, chars) => positions(v, chars).length > 0)
export const equalFold = ofStrings('equalFold', ['v', 't'], (v, t) => v.toLowerCase() === t.toLowerCase())
export const compare = ofStrings('compare', ['v', 't'], (v, t) => BigInt(Math.sign(compareStrings(v, t))))

/** How often a text stands in another, without overlap; the empty text stands around every character. */
export const countStr = ofStrings('countStr', ['v', 'substr'], (v, substr) =>
  BigInt(substr === '' ? [...v].length + 1 : v.split(substr).length - 1),
)

export const index = ofStrings('index', ['v', 'substr'], (v, substr) => bytesBefore(v, v.indexOf(substr)))
export const lastIndex = ofStrings('lastIndex', ['v', 'substr'], (v, substr) => bytesBefore(v, v.lastIndexOf(substr)))
export const indexAny = ofStrings('indexAny', ['v', 'chars'], (v, chars) =>
  bytesBefore(v, positions(v, chars).at(0) ?? -1),
)
export const lastIndexAny = ofStrings('lastIndexAny', ['v', 'chars'], (v, chars) =>
  bytesBefore(v, positions(v, chars).at(-1) ?? -1),
)

/** Where any of some characters stand. */
function positions(v: string, chars: string): number[] {
  const wanted = new Set(chars)
  const found: number[] = []
  let at = 0
  for (const character of v) {
    if (wanted.has(character)) found.push(at)
    at += character.length
  }
  return found
}
