import { execPath } from 'node:process'
import type { InstructionCounter } from '../../src/bench/instructions/instruction-counter.ts'
import { type PartName, parts } from './parts.ts'

/**
 * Flags that make two runs alike: one thread, which compiles and collects at the same points of the program every time, and fixed seeds.
 * The optimizing compiler stays on: what is counted is the code that users run.
 */
const flags = ['--predictable', '--single-threaded', '--hash-seed=1', '--random-seed=1', '--no-warnings']

/** Instructions of a part for one unit: those of a long run less those of a short one, in which start and compilation cancel. */
export async function measurePart(
  name: PartName,
  { counter, child }: { readonly counter: InstructionCounter; readonly child: string },
): Promise<number> {
  const { short, long, each } = parts[name]
  const count = (times: number) => counter.count(execPath, [...flags, child, name, String(times)])
  const first = await count(short)
  const second = await count(long)
  return (second - first) / ((long - short) * each)
}
