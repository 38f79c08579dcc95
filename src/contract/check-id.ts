/** Joins segments to a check id; each is percent-encoded, so that a `/` in a key stays inside its segment. */
export function checkId(...segments: readonly string[]): string {
  return segments.map(encodeSegment).join('/')
}

/** As encodeURIComponent, and `*` too, which means any text in a glob. A lone surrogate, which it would throw at, becomes U+FFFD. */
function encodeSegment(segment: string): string {
  return encodeURIComponent(segment.toWellFormed()).replaceAll('*', '%2A')
}
