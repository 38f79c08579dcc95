import { startBenchEngine } from './bench-engine.ts'
import type { Figure } from './figure.ts'
import { bodiesOf, type PointSet, rangeOf } from './points.ts'
import { p50 } from './rounds.ts'

/** filter + aggregateWindow(mean) over 1 M points of as many series as given. */
export async function measureWindows(
  name: string,
  { set, every, goal }: { readonly set: PointSet; readonly every: string; readonly goal: number },
): Promise<Figure> {
  await using bench = await startBenchEngine()
  for (const body of bodiesOf(set, 10_000)) await bench.write(body)
  const flux = [
    'from(bucket: "bench")',
    rangeOf(set),
    'filter(fn: (r) => r._measurement == "power" and r._field == "kw")',
    `aggregateWindow(every: ${every}, fn: mean)`,
  ].join(' |> ')
  const measured = await p50(
    async () => {
      const tables = new Set((await bench.query(flux)).match(/^,_result,\d+/gm)).size
      if (tables !== set.series) throw new Error(`bench: expected ${set.series} tables, found ${tables}`)
    },
    { count: 11, warmUp: 5 },
  )
  return { name, measured, unit: 'ms', goal }
}
