import { startBenchEngine } from './bench-engine.ts'
import type { Figure } from './figure.ts'
import { bodiesOf, type PointSet } from './points.ts'

/**
 * Bytes that a stored float point takes: growth of heap and external memory after a collection. What Node calls external has the array
 * buffers in it: adding them once more would count every column twice.
 */
export async function measureMemory(): Promise<readonly Figure[]> {
  const set = { series: 1000, points: 10_000, step: 10 }
  return [
    await measure('memory of a stored float point (10 M points, 1 000 series)', set),
    await measure('the same, no two times at the same step', { ...set, late: true }),
  ]
}

async function measure(name: string, set: PointSet): Promise<Figure> {
  await using bench = await startBenchEngine()
  await bench.write('warm kw=1')
  const before = usage()
  for (const body of bodiesOf(set, 10_000)) await bench.write(body)
  const after = usage()
  const points = set.series * set.points
  const stored = Number(/"?,(\d+)\r\n/.exec(await bench.query(countOf()))?.[1])
  if (stored !== points + 1) throw new Error(`bench: expected ${points + 1} stored points, found ${stored}`)
  const measured = (after.heapUsed + after.external - before.heapUsed - before.external) / points
  const buffers = (after.arrayBuffers - before.arrayBuffers) / points
  return {
    name,
    measured,
    unit: 'bytes',
    goal: 24,
    note: `heap + external, of which ${buffers.toFixed(2)} are array buffers (${(measured + buffers).toFixed(2)} if these were added again)`,
  }
}

function countOf(): string {
  return 'from(bucket: "bench") |> range(start: 0) |> group() |> count() |> keep(columns: ["_value"])'
}

function usage(): NodeJS.MemoryUsage {
  if (globalThis.gc === undefined) throw new Error('bench: expected to run under node --expose-gc')
  globalThis.gc()
  globalThis.gc()
  return process.memoryUsage()
}
