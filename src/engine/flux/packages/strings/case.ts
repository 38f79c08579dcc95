import { ofCharacter, ofString } from './string-function.ts'

/** Go maps each character alone: no `ß` to `SS`. */
function mapped(text: string, change: (character: string) => string): string {
  return [...text]
    .map((character) => {
      const changed = change(character)
      return [...changed].length === 1 ? changed : character
    })
    .join('')
}

export const toUpper = ofString('toUpper', (v) => mapped(v, (one) => one.toUpperCase()))
export const toTitle = ofString('toTitle', (v) => mapped(v, (one) => one.toUpperCase()))
export const toLower = ofString('toLower', (v) => mapped(v, (one) => one.toLowerCase()))

/** Upper case for the first letter of each word. */
export const title = ofString('title', (v) =>
  v.replaceAll(/(^|[^\p{L}\p{N}_'])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase()),
)

export const isDigit = ofCharacter('isDigit', /^\d$/)
export const isLetter = ofCharacter('isLetter', /^[A-Za-z]$/)
export const isLower = ofCharacter('isLower', /^[a-z]$/)
export const isUpper = ofCharacter('isUpper', /^[A-Z]$/)
