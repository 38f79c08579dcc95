import { ofString, ofStrings } from './string-function.ts'

function trimmedStart(v: string, cut: (character: string) => boolean): string {
  const characters = [...v]
  const from = characters.findIndex((one) => !cut(one))
  return from < 0 ? '' : characters.slice(from).join('')
}

function trimmedEnd(v: string, cut: (character: string) => boolean): string {
  const characters = [...v]
  return characters.slice(0, characters.findLastIndex((one) => !cut(one)) + 1).join('')
}

const isIn = (cutset: string) => {
  const cut = new Set(cutset)
  return (character: string) => cut.has(character)
}

export const trim = ofStrings('trim', ['v', 'cutset'], (v, cutset) =>
  trimmedEnd(trimmedStart(v, isIn(cutset)), isIn(cutset)),
)
export const trimLeft = ofStrings('trimLeft', ['v', 'cutset'], (v, cutset) => trimmedStart(v, isIn(cutset)))
export const trimRight = ofStrings('trimRight', ['v', 'cutset'], (v, cutset) => trimmedEnd(v, isIn(cutset)))
export const trimPrefix = ofStrings('trimPrefix', ['v', 'prefix'], (v, prefix) =>
  v.startsWith(prefix) ? v.slice(prefix.length) : v,
)
export const trimSuffix = ofStrings('trimSuffix', ['v', 'suffix'], (v, suffix) =>
  v.endsWith(suffix) ? v.slice(0, v.length - suffix.length) : v,
)

const spaces = new Set('\t\n\v\f\r \u0085\u00a0\u1680\u2028\u2029\u202f\u205f\u3000')
const isSpace = (character: string) => spaces.has(character) || (character >= '\u2000' && character <= '\u200a')

export const trimSpace = ofString('trimSpace', (v) => trimmedEnd(trimmedStart(v, isSpace), isSpace))
