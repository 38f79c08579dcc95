/** Joins segments to a check id; each is percent-encoded, so that a `/` in a key stays inside its segment. */
export function checkId(...segments: readonly string[]): string {
  return segments.map(encodeSegment).join('/')
}

/** As encodeURIComponent, and `*` too, which means any text in a glob. */
function encodeSegment(segment: string): string {
  return encodeURIComponent(segment).replaceAll('*', '%2A')
}
