/** One key of several parts; no part can run into the next. */
export function keyOf(...parts: readonly (string | bigint | undefined)[]): string {
  return JSON.stringify(parts.map((part) => (typeof part === 'bigint' ? String(part) : (part ?? null))))
}

/** The key of a tag set, whatever the order of its tags. */
export function tagSetKey(tags: ReadonlyMap<string, string>): string {
  return keyOf(...[...tags].sort(([a], [b]) => (a < b ? -1 : 1)).flat())
}

/** A tag set as text: `room=hall,source=live`; `no tags` for none. */
export function formatTags(tags: ReadonlyMap<string, string>): string {
  return tags.size === 0 ? 'no tags' : [...tags].map(([key, value]) => `${key}=${value}`).join(',')
}
