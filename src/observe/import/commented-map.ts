import { YAMLMap as OpenMap, Scalar, type YAMLMap } from 'yaml'

/** What a contract's map is written from. */
export interface Entry {
  readonly key: string
  readonly value: YAMLMap | readonly string[] | string | number | boolean
  /** Stands above it. */
  readonly comment?: string
  /** Stands at the end of its line; for scalars. */
  readonly aside?: string
}

/** A block map; `suggestions` stand below its entries, commented out. Texts are escaped, so that none is read as a variable. */
export function commentedMap(entries: readonly Entry[], suggestions: readonly string[] = []): YAMLMap {
  const map = new OpenMap()
  for (const { key, value, comment, aside } of entries) {
    const name = new Scalar(key)
    if (!/^[A-Za-z][\w-]*$/.test(key)) name.type = Scalar.QUOTE_DOUBLE
    if (comment !== undefined) name.commentBefore = ` ${comment}`.replaceAll('\n', '\n ')
    map.add({ key: name, value: nodeOf(value, aside) })
  }
  if (suggestions.length > 0) map.comment = suggestions.map((line) => ` ${line}`).join('\n')
  // What an empty map has to say would be lost.
  if (entries.length === 0) map.flow = true
  return map
}

/** Text as a contract has it: `${` would be a variable. */
export function literal(text: string): string {
  return text.replaceAll('${', () => '$${')
}

/** Text for a comment: one line, readable, whatever it holds. */
export function quoted(text: string): string {
  return JSON.stringify(text)
}

function nodeOf(value: Entry['value'], aside: string | undefined): YAMLMap | Scalar | readonly string[] {
  if (value instanceof OpenMap) return value
  if (typeof value === 'object') return value.map(literal)
  const scalar = new Scalar(typeof value === 'string' ? literal(value) : value)
  if (aside !== undefined) scalar.comment = ` ${aside}`
  return scalar
}
