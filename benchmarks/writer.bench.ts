/** Speed of the writer and of the fault proxy: `npm run bench:writer [figure …]`. One line a figure; exit code 1 where a goal is missed. */
import { argv } from 'node:process'
import { measureEndToEnd } from './writer/end-to-end.ts'
import { type Figure, figureLine, isMet } from './writer/figure.ts'
import { measureMemory } from './writer/memory.ts'
import { measureProxy } from './writer/proxy.ts'

const measurements: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  'end-to-end': measureEndToEnd,
  memory: measureMemory,
  proxy: measureProxy,
}

const wanted = argv.slice(2)
const unknown = wanted.filter((name) => !(name in measurements))
if (unknown.length > 0) {
  console.error(`bench:writer: expected some of ${Object.keys(measurements).join(', ')}, found ${unknown.join(', ')}`)
  process.exit(64)
}
let missed = 0
for (const [name, measure] of Object.entries(measurements)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  for (const figure of await measure()) {
    if (!isMet(figure)) missed++
    console.log(figureLine(figure))
  }
}
process.exitCode = missed > 0 ? 1 : 0
