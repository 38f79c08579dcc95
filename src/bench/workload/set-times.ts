import type { PointSetOptions } from './workload.ts'

const hourMs = 3_600_000
const dayNs = 86_400_000_000_000n

/** Milliseconds that the times of a set cover: 6 h unless it says otherwise. */
export function spanOf({ spanHours = 6 }: Pick<PointSetOptions, 'spanHours'>): number {
  return spanHours * hourMs
}

/**
 * When a set begins that ends at the last midnight before `nowNs`. Shard groups of a day or a week begin at midnight too (UTC), so that
 * 6 h lie in one.
 */
export function startBefore(nowNs: bigint, options: Pick<PointSetOptions, 'spanHours'>): bigint {
  return nowNs - (nowNs % dayNs) - BigInt(spanOf(options)) * 1_000_000n
}
