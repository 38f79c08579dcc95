const literals: Readonly<Record<string, string>> = { t: 'true', f: 'false', n: 'null' }

/** What Go's decoder says of a text that is no JSON. */
export function jsonFault(text: string): string {
  const trimmed = text.replace(/^[\s]+/, '')
  if (trimmed === '') return 'unexpected end of JSON input'
  const literal = literals[trimmed.charAt(0)]
  if (literal !== undefined) {
    for (let i = 1; i < literal.length; i++) {
      const found = trimmed.charAt(i)
      if (found === '') return 'unexpected end of JSON input'
      if (found !== literal[i]) {
        return `invalid character ${quoted(found)} in literal ${literal} (expecting ${quoted(literal.charAt(i))})`
      }
    }
    const rest = trimmed.slice(literal.length).trimStart()
    return rest === '' ? 'unexpected end of JSON input' : `invalid character ${quoted(rest)} after top-level value`
  }
  if (!/^[\d"{[-]/.test(trimmed)) return `invalid character ${quoted(trimmed)} looking for beginning of value`
  return prefixFault(trimmed)
}

/** The first character after which no JSON can follow. */
function prefixFault(text: string): string {
  try {
    JSON.parse(text)
  } catch (error) {
    const at = /position (\d+)/.exec(String(error))
    const found = at === null ? '' : text.charAt(Number(at[1]))
    if (found !== '') return `invalid character ${quoted(found)} looking for beginning of value`
  }
  return 'unexpected end of JSON input'
}

function quoted(text: string): string {
  const [character = ''] = text
  return character === "'" ? `'\\''` : `'${character}'`
}
