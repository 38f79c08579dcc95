import { z } from 'zod'

/** Instructions of each part for one unit, by counter and version of node: another compiler is another count. */
export type InstructionBaseline = Readonly<Record<string, Readonly<Record<string, number>>>>

export const instructionBaselineSchema: z.ZodType<InstructionBaseline> = z.record(
  z.string(),
  z.record(z.string(), z.number().positive()),
)

/** The key of a baseline: `valgrind, node 26.10, x64`. A patch version of node keeps its compiler, as a rule. */
export function baselineKey(counter: string, { node, arch }: { readonly node: string; readonly arch: string }): string {
  return `${counter}, node ${node.split('.').slice(0, 2).join('.')}, ${arch}`
}

/** How a count stands to its baseline. */
export interface InstructionVerdict {
  readonly verdict: 'same' | 'better' | 'worse' | 'no baseline'
  /** Count divided by baseline, minus 1. */
  readonly change?: number
}

/** @param options `tolerance` as a share: a change within it, bounds included, is none. */
export function judgeInstructions(
  count: number,
  baseline: number | undefined,
  { tolerance }: { readonly tolerance: number },
): InstructionVerdict {
  if (baseline === undefined) return { verdict: 'no baseline' }
  const change = count / baseline - 1
  const isWithin = count <= baseline * (1 + tolerance) && count >= baseline * (1 - tolerance)
  if (isWithin) return { verdict: 'same', change }
  return { verdict: change > 0 ? 'worse' : 'better', change }
}
