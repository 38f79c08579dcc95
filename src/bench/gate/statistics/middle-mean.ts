/** Cut off on each side. */
const trimmedShare = 0.35

/**
 * Mean of the middle of some values: 35 % are cut off on each side. Chosen by simulation (see the test) of log ratios with normal noise,
 * heavy tails, bursts and drift: within a fifth of the steadiest in each, where the median is less steady in three of them
 * and the mean without a tenth on each side is two or three times less steady in bursts.
 * @param values at least one, in any order. @throws RangeError without a value.
 */
export function middleMean(values: ArrayLike<number>): number {
  if (values.length === 0) throw new RangeError('middleMean: expected at least one value')
  // Typed arrays sort numbers as numbers, and several times as fast: this is the inner loop of the bootstrap.
  const sorted = Float64Array.from(values).sort()
  const cut = Math.floor(sorted.length * trimmedShare)
  let total = 0
  for (let place = cut; place < sorted.length - cut; place++) total += sorted[place] ?? Number.NaN
  return total / (sorted.length - 2 * cut)
}
