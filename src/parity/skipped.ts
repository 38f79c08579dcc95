/** A scenario that could not be replayed on a target. */
export interface Skipped {
  readonly id: string
  readonly version: string
  readonly reason: string
}

/** Reasons with how often each was given, most frequent first. */
export function countReasons(
  skipped: readonly Skipped[],
): readonly { readonly reason: string; readonly count: number }[] {
  const counts = new Map<string, number>()
  for (const { reason } of skipped) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  return [...counts].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count)
}
