import type { Random } from '../../../normalize/generate/random.ts'

/** Cut off on each side. */
const trimmedShare = 0.35

/**
 * Mean of the middle of some values: 35 % are cut off on each side. Chosen by simulation (see the test) of log ratios with normal noise,
 * heavy tails, bursts and drift: within a fifth of the steadiest in each, where the median is less steady in three of them
 * and the mean without a tenth on each side is two or three times less steady in bursts.
 * @param values at least one, in any order. @throws RangeError without a value.
 */
export function middleMean(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('middleMean: expected at least one value')
  return middleOfSorted(Float64Array.from(values).sort())
}

/** Middle means of `count` samples of the values, drawn with replacement. */
export function resampleMiddleMeans(
  values: readonly number[],
  { count, random }: { readonly count: number; readonly random: Random },
): Float64Array {
  const drawn = new Float64Array(values.length)
  return Float64Array.from({ length: count }, () => {
    drawSorted(drawn, values, random)
    return middleOfSorted(drawn)
  })
}

/** By insertion: of a few dozen values that is several times as fast as a sort that has to be called. */
function drawSorted(drawn: Float64Array, values: readonly number[], random: Random): void {
  for (let filled = 0; filled < drawn.length; filled++) {
    const value = random.pick(values)
    let place = filled
    for (; place > 0 && (drawn[place - 1] ?? 0) > value; place--) drawn[place] = drawn[place - 1] ?? 0
    drawn[place] = value
  }
}

function middleOfSorted(sorted: Float64Array): number {
  const cut = Math.floor(sorted.length * trimmedShare)
  let total = 0
  for (let place = cut; place < sorted.length - cut; place++) total += sorted[place] ?? Number.NaN
  return total / (sorted.length - 2 * cut)
}
