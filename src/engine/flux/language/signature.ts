/** The kinds of values that query suggestions tell parameters apart by; `invalid`: several kinds. */
function kindOf(type: string): string {
  if (type.startsWith('stream[')) return 'stream'
  if (type.startsWith('[') && type.includes(':')) return 'dictionary'
  if (type.startsWith('[')) return 'array'
  if (type.startsWith('{')) return 'object'
  if (type.startsWith('(')) return 'function'
  return /^[a-z]+$/.test(type) ? type : 'invalid'
}

const opening = '([{'
const closing = ')]}'

/** Splits at top-level commas. */
function partsOf(text: string): string[] {
  const parts: string[] = []
  let depth = 0
  let start = 0
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at)
    if (opening.includes(char)) depth++
    else if (closing.includes(char)) depth--
    else if (char === ',' && depth === 0) {
      parts.push(text.slice(start, at))
      start = at + 1
    }
  }
  parts.push(text.slice(start))
  return parts.map((part) => part.trim()).filter((part) => part !== '')
}

/** The text between the first parenthesis and the one that closes it. */
function parametersOf(signature: string): string | undefined {
  let depth = 0
  for (let at = 0; at < signature.length; at++) {
    const char = signature.charAt(at)
    if (opening.includes(char)) depth++
    else if (closing.includes(char) && --depth === 0) return signature.slice(1, at)
  }
  return undefined
}

/**
 * The parameters of a function type as the compiler writes it, `(<-tables: stream[A], ?column: string) => …`, with the
 * kind of each. Undefined: no function.
 */
export function suggestedParameters(signature: string): Record<string, string> | undefined {
  const parameters = signature.startsWith('(') ? parametersOf(signature) : undefined
  if (parameters === undefined) return undefined
  return Object.fromEntries(
    partsOf(parameters).map((part) => {
      const colon = part.indexOf(':')
      return [part.slice(0, colon).replace(/^(?:<-|\?)/, ''), kindOf(part.slice(colon + 1).trim())] as const
    }),
  )
}
