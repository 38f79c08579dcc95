import type { PointSet } from '../workload/point-set.ts'

const hourNs = 3_600_000_000_000n

/** Lines of a set that have a tag, or a tag of this value. Names and values of its sets need no escape. */
function linesWith({ batches }: PointSet, tag: string): readonly string[] {
  return batches.flatMap(({ lines }) => lines.filter((line) => line.includes(`,${tag}`)))
}

/** Distinct values of a tag. */
export function tagValues(set: PointSet, key: string): ReadonlySet<string> {
  const start = `,${key}=`
  return new Set(
    linesWith(set, `${key}=`).map((line) => {
      const from = line.indexOf(start) + start.length
      return /^[^, ]*/.exec(line.slice(from))?.[0] ?? ''
    }),
  )
}

/** How many windows of some hours, counted from the epoch, hold a point with this tag. */
export function windowsWith(set: PointSet, tag: string, { hours }: { readonly hours: number }): number {
  const windows = new Set<bigint>()
  for (const line of linesWith(set, tag)) {
    if (!/[, ]/.test(line[line.indexOf(`,${tag}`) + tag.length + 1] ?? '')) continue
    windows.add(BigInt(line.slice(line.lastIndexOf(' ') + 1)) / (hourNs * BigInt(hours)))
  }
  return windows.size
}
