import type { Fingerprint } from '../durable/fingerprint.ts'
import { sumFingerprints } from '../durable/sum-fingerprints.ts'
import type { Round } from '../result/bench-result.ts'
import { decodeLatency, encodeLatency, mergeLatencies } from '../run/latency.ts'

/**
 * One round out of those that shards drove at the same time: counts added, histograms merged as histograms, the elapsed time that of the
 * slowest. The same in any order and grouping.
 * @param parts at least one.
 * @throws RangeError for none.
 */
export function mergeRounds(parts: readonly Round[]): Round {
  if (parts.length === 0) throw new RangeError('mergeRounds: expected at least one round')
  const total = (value: (round: Round) => number) => parts.reduce((sum, part) => sum + value(part), 0)
  const sliceMs = Math.max(...parts.map((part) => part.sliceMs))
  return {
    elapsedMs: Math.max(...parts.map(({ elapsedMs }) => elapsedMs)),
    handedIn: total(({ handedIn }) => handedIn),
    acknowledged: total(({ acknowledged }) => acknowledged),
    refused: total(({ refused }) => refused),
    unknown: total(({ unknown }) => unknown),
    ...mergedPrints(parts),
    latencyUs: encodeLatency(mergeLatencies(parts.map(({ latencyUs }) => decodeLatency(latencyUs)))),
    sliceMs,
    slices: mergeSlices(parts, sliceMs),
    cpuMs: Math.round(total(({ cpuMs }) => cpuMs) * 1000) / 1000,
  }
}

/** A part that was not read back leaves the whole unread. */
function mergedPrints(parts: readonly Round[]): Pick<Round, 'stored' | 'expected'> {
  const stored = allOf(parts.map((part) => part.stored))
  const expected = allOf(parts.map((part) => part.expected))
  return {
    ...(stored !== undefined && { stored: sumFingerprints(stored) }),
    ...(expected !== undefined && { expected: sumFingerprints(expected) }),
  }
}

function allOf(prints: readonly (Fingerprint | undefined)[]): readonly Fingerprint[] | undefined {
  const known = prints.filter((print) => print !== undefined)
  return known.length === prints.length ? known : undefined
}

/** Slices by the time of their start, as wide as the widest. */
function mergeSlices(parts: readonly Round[], sliceMs: number): number[] {
  const merged: number[] = []
  for (const part of parts) {
    for (const [at, points] of part.slices.entries()) {
      const slice = Math.floor((at * part.sliceMs) / sliceMs)
      merged[slice] = (merged[slice] ?? 0) + points
    }
  }
  return Array.from(merged, (points) => points ?? 0)
}
