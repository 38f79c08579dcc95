/** Longest tag value that is written, in UTF-16 units: dozens of them fit into the 65 535 bytes of a series key. */
const longest = 512
// Stryker disable next-line Regex: as above
const needsCleaning = /[\p{Cc}\u2028\u2029]|\\(?:$|[, =])|^\s|\s$/u
const control = /[\p{Cc}\u2028\u2029]+/gu

/**
 * A tag value that survives line protocol, with what was done to it, or the value itself. Control characters (newlines among them)
 * become one space, outer white space goes, a backslash goes where it would escape the delimiter after it, lone surrogates become U+FFFD, and
 * what is longer than 512 is cut.
 */
export function cleanTagValue(value: string): string {
  // Stryker disable next-line all: it saves time; what needs no cleaning comes out of it unchanged
  if (value.length <= longest && value.isWellFormed() && !needsCleaning.test(value)) return value
  let text = value.slice(0, longest).toWellFormed().replace(control, ' ').trim()
  // Removing one may bring another before the delimiter.
  while (/\\(?:$|[, =])/.test(text)) text = text.replace(/\\+(?=$|[, =])/g, '').trim()
  return text
}
