import { InvalidArgumentError } from 'commander'
import type { ShardPart } from '../../../bench/result/bench-result.ts'

/** Reads `2/3`. */
export function shardOption(text: string): ShardPart {
  const [, index, of] = /^(\d{1,4})\/(\d{1,4})$/.exec(text)?.map(Number) ?? []
  if (index === undefined || of === undefined || index < 1 || index > of) {
    throw new InvalidArgumentError('Expected i/n with 1 ≤ i ≤ n, as in 2/3.')
  }
  return { index, of }
}
