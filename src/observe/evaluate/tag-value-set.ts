import type { SeriesFact } from '../observation.ts'

/** Distinct values of a tag, in the order in which they are met. */
export function valuesOfTag(series: readonly SeriesFact[], tag: string): string[] {
  const values = new Set<string>()
  for (const { tags } of series) {
    const value = tags.get(tag)
    if (value !== undefined) values.add(value)
  }
  return [...values]
}
