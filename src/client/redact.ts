/** What stands in a text where a secret was. */
export const redactedMark = '[redacted]'

/** Shorter secrets are hidden only where they stand alone: a test server's token `t` is no reason to blot out every t. */
const shortLength = 8

/**
 * A function that replaces every occurrence of the secrets, as they are, percent-encoded and in base64, in a text.
 * Empty secrets are ignored.
 */
export function createRedactor(secrets: readonly (string | undefined)[]): (text: string) => string {
  const needles = new Set<string>()
  for (const secret of secrets) {
    if (secret === undefined || secret === '') continue
    needles.add(secret)
    needles.add(encodeURIComponent(secret))
    needles.add(Buffer.from(secret).toString('base64'))
  }
  const patterns = [...needles]
    .sort((a, b) => b.length - a.length)
    .map((needle) => {
      const literal = needle.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
      return new RegExp(needle.length < shortLength ? `(?<![\\w'])${literal}(?![\\w'])` : literal, 'g')
    })
  return (text) => patterns.reduce((all, pattern) => all.replace(pattern, redactedMark), text)
}
