/** Binary text the way Go's %q prints it: printable text stays, the rest is escaped. */
export function goQuote(text: string): string {
  let quoted = '"'
  for (const character of text) quoted += goCharacter(character)
  return `${quoted}"`
}

const named: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\x07', '\\a'],
  ['\b', '\\b'],
  ['\f', '\\f'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\v', '\\v'],
])

const printable = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u

function goCharacter(character: string): string {
  const escaped = named.get(character)
  if (escaped !== undefined) return escaped
  const code = character.codePointAt(0) ?? 0
  if (code >= 0xdc80 && code <= 0xdcff) return `\\x${(code - 0xdc00).toString(16)}`
  if (printable.test(character)) return character
  if (code < 0x80) return `\\x${code.toString(16).padStart(2, '0')}`
  if (code < 0x10000) return `\\u${code.toString(16).padStart(4, '0')}`
  return `\\U${code.toString(16).padStart(8, '0')}`
}
