/** Speed of the embedded engine: `npm run bench:engine [figure …]`. One line a figure; exit code 1 where a goal is missed. */
import { argv } from 'node:process'
import { measureDecoding } from './engine/decoding.ts'
import { type Figure, figureLine, isMet } from './engine/figure.ts'
import { measureMemory } from './engine/memory.ts'
import { measureReset } from './engine/reset.ts'
import { measureRoundTrip } from './engine/round-trip.ts'
import { measureServe } from './engine/serve.ts'
import { measureStart } from './engine/start.ts'
import { measureWindows } from './engine/windows.ts'

const measurements: Readonly<Record<string, () => Promise<readonly Figure[] | Figure> | Figure>> = {
  start: measureStart,
  serve: measureServe,
  'round-trip': measureRoundTrip,
  reset: measureReset,
  decoding: measureDecoding,
  'one-series': () =>
    measureWindows('filter + aggregateWindow(mean), 1 M points in 1 series', {
      set: { series: 1, points: 1_000_000, step: 1 },
      every: '1h',
      goal: 60,
    }),
  'many-series': () =>
    measureWindows('filter + aggregateWindow(mean), 1 M points in 1 000 series', {
      set: { series: 1000, points: 1000, step: 10 },
      every: '10m',
      goal: 150,
    }),
  memory: measureMemory,
}

const wanted = argv.slice(2)
const unknown = wanted.filter((name) => !(name in measurements))
if (unknown.length > 0) {
  console.error(`bench:engine: expected some of ${Object.keys(measurements).join(', ')}, found ${unknown.join(', ')}`)
  process.exit(64)
}
let missed = 0
for (const [name, measure] of Object.entries(measurements)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  for (const figure of [await measure()].flat()) {
    if (!isMet(figure)) missed++
    console.log(figureLine(figure))
  }
}
process.exitCode = missed > 0 ? 1 : 0
