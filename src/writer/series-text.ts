import type { Point } from '../line-protocol/types.ts'

/** Tags in one order, so that equal series have equal texts. */
export function sortedTags(tags: Point['tags']): Point['tags'] {
  for (let index = 1; index < tags.length; index++) {
    if ((tags[index - 1]?.[0] ?? '') > (tags[index]?.[0] ?? '')) return tags.toSorted(([a], [b]) => (a < b ? -1 : 1))
  }
  return tags
}

/** Where measurement and tags end: at the first blank that is not escaped; -1 where there is none. */
export function seriesEnd(line: string): number {
  let end = line.indexOf(' ')
  while (line[end - 1] === '\\') end = line.indexOf(' ', end + 1)
  return end
}
