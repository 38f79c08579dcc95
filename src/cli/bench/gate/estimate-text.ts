import type { RatioEstimate } from '../../../bench/gate/statistics/estimate-ratio.ts'

/** `+14.2 % (99 %: +9.1 to +18.8)`. */
export function estimateText({ ratio, low, high, confidence }: RatioEstimate): string {
  return `${signed(ratio)} % (${Math.round(confidence * 1000) / 10} %: ${signed(low)} to ${signed(high)})`
}

function signed(ratio: number): string {
  const percent = (ratio - 1) * 100
  return `${percent < 0 ? '' : '+'}${percent.toFixed(1)}`
}
