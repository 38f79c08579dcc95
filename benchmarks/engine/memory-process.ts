/** Writes a set of points into an engine and prints, as JSON, by how many bytes a point the memory has grown: `memory-process.ts <set>`. */
import { argv } from 'node:process'
import { startBenchEngine } from './bench-engine.ts'
import type { PointMemory } from './memory.ts'
import { bodiesOf, type PointSet } from './points.ts'

const set = JSON.parse(argv[2] ?? '') as PointSet
await using bench = await startBenchEngine()
await bench.write('warm kw=1')
const before = usage()
for (const body of bodiesOf(set, 10_000)) await bench.write(body)
const after = usage()
const points = set.series * set.points
const count = 'from(bucket: "bench") |> range(start: 0) |> group() |> count() |> keep(columns: ["_value"])'
const stored = Number(/,(\d+)\r\n/.exec(await bench.query(count))?.[1])
if (stored !== points + 1) throw new Error(`bench: expected ${points + 1} stored points, found ${stored}`)
const grown: PointMemory = {
  heap: (after.heapUsed - before.heapUsed) / points,
  external: (after.external - before.external) / points,
  arrayBuffers: (after.arrayBuffers - before.arrayBuffers) / points,
}
console.log(JSON.stringify(grown))

function usage(): NodeJS.MemoryUsage {
  if (globalThis.gc === undefined) throw new Error('bench: expected to run under node --expose-gc')
  globalThis.gc()
  globalThis.gc()
  return process.memoryUsage()
}
