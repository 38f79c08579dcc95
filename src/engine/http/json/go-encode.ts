const escapes: Readonly<Record<string, string>> = {
  '<': '\\u003c',
  '>': '\\u003e',
  '&': '\\u0026',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
}

/** JSON as Go writes it: <, > and & escaped, bigint as a number (it must fit one), undefined fields left out. */
export function encodeGoJson(value: unknown, indent = ''): string {
  const text = JSON.stringify(value, (_, one) => (typeof one === 'bigint' ? Number(one) : one), indent)
  return text.replace(/[<>&\u2028\u2029]/g, (char) => escapes[char] ?? char)
}
