/** Writes one CSV line with its CRLF, quoting as Go's encoding/csv does. No fields: an empty line. */
export function csvLine(fields: readonly string[], delimiter: string): string {
  return `${fields.map((field) => csvField(field, delimiter)).join(delimiter)}\r\n`
}

const special = /["\r\n]/
/** Go's unicode.IsSpace: unlike JavaScript's, it leaves out the byte order mark and has U+0085. */
const leadingSpace = /^(?:\u0085|(?!\uFEFF)\s)/

/** One field, quoted where Go's writer quotes: delimiter, quote, line break, leading space, or `\.`. */
export function csvField(field: string, delimiter: string): string {
  if (field === '') return field
  const plain = !special.test(field) && !field.includes(delimiter) && field !== '\\.' && !leadingSpace.test(field)
  if (plain) return field
  return `"${field.replaceAll('"', '""').replaceAll('\r', '').replaceAll('\n', '\r\n')}"`
}
