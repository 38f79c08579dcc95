import { FluxproofError } from '../../errors/index.ts'
import { encodeInto } from '../../line-protocol/encode.ts'
import type { ContractLines, ContractNormalizer } from '../../normalize/for-contract.ts'
import type { LineOutcome } from '../../normalize/line-outcome.ts'
import type { Outcome } from '../../normalize/outcome.ts'
import type { BucketBytes } from './bucket-bytes.ts'

/** Normalizes events to points, and encodes these. `line` tells an error where the event stands. */
export function pointsInto(
  bytes: BucketBytes,
  { normalize, bucketKeyOf }: Pick<ContractNormalizer, 'normalize' | 'bucketKeyOf'>,
  { line }: { readonly line: () => number },
): { normalize(event: unknown): Outcome } {
  return {
    normalize(event) {
      const outcome = normalize(event)
      if (outcome.kind === 'drop') return outcome
      const { point } = outcome
      const entry = bytes.of(bucketKeyOf(point.measurement) ?? point.measurement)
      const [issue] = encodeInto(entry.writer, [point])
      if (issue !== undefined) throw unwritable(issue.message, line())
      entry.points++
      return outcome
    },
  }
}

/** Normalizes events straight to lines. */
export function linesInto(
  bytes: BucketBytes,
  { bucketKeyOf }: Pick<ContractNormalizer, 'bucketKeyOf'>,
  { lines }: { readonly lines: ContractLines },
): { normalize(event: unknown): LineOutcome; normalizeText(text: string): LineOutcome | undefined } {
  const bucket = bucketKeyOf(lines.measurement) ?? lines.measurement
  return {
    normalizeText(text) {
      const entry = bytes.of(bucket)
      const line = lines.writeText(text, entry.writer)
      if (line !== undefined) entry.points++
      return line
    },
    normalize(event) {
      const entry = bytes.of(bucket)
      const outcome = lines.write(event, entry.writer)
      if (outcome.kind === 'line') entry.points++
      return outcome
    },
  }
}

/** A fault of ours: normalizers write points that can be written. */
function unwritable(found: string, line: number): FluxproofError {
  return new FluxproofError({
    operation: `normalize line ${line}`,
    expected: 'a point that every server stores as given',
    found,
    next: 'Please report it, with that line',
  })
}
