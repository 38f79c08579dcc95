import type { ServerSide } from '../result/bench-result.ts'

/** Figures of a shard's own bucket: they add up. */
const ofBucket = ['points', 'pointErrors', 'series'] as const
/** Figures of the whole server: every shard saw those of all. */
const ofServer = ['requests', 'compactions', 'cacheBytes', 'heapBytes', 'cpuMs', 'residentBytes'] as const

/** What the server said of itself to all shards. @returns undefined where none of them asked. */
export function mergeServerSides(sides: readonly (ServerSide | undefined)[]): ServerSide | undefined {
  const known = sides.filter((side) => side !== undefined)
  if (known.length === 0) return undefined
  const figures: Partial<Record<(typeof ofBucket)[number], number>> = {}
  const missing: string[] = []
  for (const figure of ofBucket) {
    const values = sides.flatMap((side) => side?.[figure] ?? [])
    if (values.length === sides.length) figures[figure] = values.reduce((sum, value) => sum + value, 0)
    else missing.push(`${figure}: ${sides.length - values.length} of ${sides.length} shards have none`)
  }
  for (const figure of ofServer) missing.push(`${figure}: a figure of the whole server, which shards cannot tell apart`)
  return { ...figures, missing }
}
