const needsCleaning = /[\p{Cc}\u2028\u2029]|\\$|^\s|\s$/u
const control = /[\p{Cc}\u2028\u2029]+/gu

/**
 * A tag value that survives line protocol: control characters (newlines among them) become one space, outer white space
 * goes, and trailing backslashes go, because a trailing backslash escapes the separator after it.
 */
export function cleanTagValue(value: string): string {
  if (!needsCleaning.test(value)) return value
  let text = value.replace(control, ' ').trim()
  while (text.endsWith('\\')) text = text.slice(0, -1).trimEnd()
  return text
}
