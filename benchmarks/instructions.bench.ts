/**
 * Instructions of the pure parts, a count that a busy machine does not change: `npm run bench:instructions [part …] [--update] [--optional]`.
 * Exit code 1: a part needs more than its baseline; 2: nothing counts instructions here (0 with --optional), or a part has
 * no baseline of this counter, node and processor.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { arch, argv, versions } from 'node:process'
import { parseArgs } from 'node:util'
import {
  baselineKey,
  instructionBaselineSchema,
  judgeInstructions,
} from '../src/bench/instructions/instruction-baseline.ts'
import { findInstructionCounter } from '../src/bench/instructions/instruction-counter.ts'
import { bundleChild } from './instructions/bundle-child.ts'
import { measurePart } from './instructions/measure-part.ts'
import { type PartName, parts } from './instructions/parts.ts'

/** More than the spread seen so far (benchmarks/README.md). */
const tolerance = 0.02
const file = join(import.meta.dirname, 'instructions/baseline.json')

const { values, positionals } = parseArgs({
  args: argv.slice(2),
  allowPositionals: true,
  options: { update: { type: 'boolean' }, optional: { type: 'boolean' } },
})
const names = Object.keys(parts) as PartName[]
const unknown = positionals.filter((name) => !names.includes(name as PartName))
if (unknown.length > 0) {
  console.error(`bench:instructions: expected some of ${names.join(', ')}, found ${unknown.join(', ')}`)
  process.exit(64)
}

const counter = await findInstructionCounter()
if (!('count' in counter)) {
  console.error(`bench:instructions: nothing counts instructions here\n  ${counter.join('\n  ')}`)
  process.exit(values.optional ? 0 : 2)
}
const baseline = existsSync(file) ? instructionBaselineSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : {}
const key = baselineKey(counter.name, { node: versions.node, arch })
console.log(key)
await using child = await bundleChild()
const counts: Record<string, number> = { ...baseline[key] }
for (const name of names) {
  if (positionals.length > 0 && !positionals.includes(name)) continue
  const count = await measurePart(name, { counter, child: child.path })
  const { verdict, change } = judgeInstructions(count, baseline[key]?.[name], { tolerance })
  counts[name] = Math.round(count)
  const against = change === undefined ? '' : ` (${change < 0 ? '' : '+'}${(change * 100).toFixed(2)} %)`
  console.log(`${name.padEnd(8)} ${Math.round(count)} instructions a ${parts[name].unit}: ${verdict}${against}`)
  if (values.update) continue
  if (verdict === 'worse') process.exitCode = 1
  // Held against nothing: no verdict, which is not a good one.
  else if (verdict === 'no baseline') process.exitCode ??= 2
}
if (values.update) writeFileSync(file, `${JSON.stringify({ ...baseline, [key]: counts }, null, 2)}\n`)
