/** What stands in a text where a secret was. */
export const redactedMark = '[redacted]'

/**
 * A function that replaces every occurrence of the secrets, as they are and percent-encoded, in a text.
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
  const ordered = [...needles].sort((a, b) => b.length - a.length)
  return (text) => ordered.reduce((all, needle) => all.replaceAll(needle, redactedMark), text)
}
