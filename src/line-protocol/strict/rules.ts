import { type EncodeRule, encodeRules } from '../encode-rules.ts'

/** Rules about text that the server accepts although nobody should write it. */
const textRules = {
  'leading-blank': 'the server skips blanks before a line',
  'extra-blank': 'one blank separates the parts of a line, and none ends it',
  'comment-swallows-lines':
    'the server looks for quotes in comments, and takes the lines up to the next quote as part of this one',
  'cut-string': 'the server cuts the last byte of a string value, which is not its closing quote here',
  'hidden-series': 'the server stores the point under a key that no query finds',
  'needless-escape': 'the server unescapes a quote in a field key, other readers do not',
  'unreadable-field': 'the server stores fewer fields than the line shows',
} as const

/** The rules of strict mode beyond those of the server: about text, and about points that the encoder would not write. */
export type StrictRule = keyof typeof textRules | EncodeRule

/** What is wrong with a line that breaks a rule of strict mode. */
export function strictReason(rule: StrictRule): string {
  if (rule in textRules) return textRules[rule as keyof typeof textRules]
  const { fact, next } = encodeRules[rule as EncodeRule]
  return `servers ${fact}: ${next}`
}
