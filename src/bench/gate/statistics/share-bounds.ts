/** Shares, from 0 to 1. */
export interface ShareBounds {
  readonly low: number
  readonly high: number
}

/**
 * Exact bounds (Clopper and Pearson) of the share behind `hits` of `trials`: each is passed with a probability of (1 - confidence) / 2.
 * @returns shares from 0 to 1.
 */
export function shareBounds(
  hits: number,
  trials: number,
  { confidence = 0.95 }: { readonly confidence?: number } = {},
): ShareBounds {
  const tail = (1 - confidence) / 2
  const low = hits === 0 ? 0 : bisect((share) => 1 - atMost(hits - 1, trials, share) > tail)
  const high = hits === trials ? 1 : bisect((share) => atMost(hits, trials, share) < tail)
  return { low, high }
}

/** The share from which `holds` does; it must not stop holding further up. */
function bisect(holds: (share: number) => boolean): number {
  let low = 0
  let high = 1
  for (let step = 0; step < 50; step++) {
    const middle = (low + high) / 2
    if (holds(middle)) high = middle
    else low = middle
  }
  return (low + high) / 2
}

/** Probability of at most `hits` in `trials`. */
function atMost(hits: number, trials: number, share: number): number {
  let total = 0
  let logChoose = 0
  for (let count = 0; count <= hits; count++) {
    if (count > 0) logChoose += Math.log((trials - count + 1) / count)
    total += Math.exp(logChoose + count * Math.log(share) + (trials - count) * Math.log1p(-share))
  }
  return total
}
