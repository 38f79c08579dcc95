import { quantileSorted } from 'simple-statistics'

/** Ratio and bounds from a log ratio and what it became when everything was drawn anew. The interval holds the estimate always. */
export function intervalOf(
  center: number,
  replicates: Float64Array,
  { confidence }: { readonly confidence: number },
): { readonly ratio: number; readonly low: number; readonly high: number } {
  const sorted = [...Float64Array.from(replicates).sort()]
  const tail = (1 - confidence) / 2
  return {
    ratio: Math.exp(center),
    low: Math.exp(Math.min(center, quantileSorted(sorted, tail))),
    high: Math.exp(Math.max(center, quantileSorted(sorted, 1 - tail))),
  }
}
