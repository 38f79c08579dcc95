import { InvalidArgumentError } from 'commander'

/** One part of several, from 1. */
export interface ShardFlag {
  readonly index: number
  readonly of: number
}

/** Reads `2/3`. */
export function shardOption(text: string): ShardFlag {
  const [, index, of] = /^(\d{1,4})\/(\d{1,4})$/.exec(text)?.map(Number) ?? []
  if (index === undefined || of === undefined || index < 1 || index > of) {
    throw new InvalidArgumentError('Expected i/n with 1 ≤ i ≤ n, as in 2/3.')
  }
  return { index, of }
}
