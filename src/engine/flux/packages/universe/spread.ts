import { aggregate } from '../aggregate.ts'

/** The greatest minus the least value; null without values. */
export const spread = aggregate('spread', {
  types: ['float', 'int', 'uint'],
  answer({ data, type }) {
    let least: number | bigint | undefined
    let greatest: number | bigint | undefined
    for (let row = 0; row < data.length; row++) {
      const cell = data[row]
      if (typeof cell !== 'number' && typeof cell !== 'bigint') continue
      if (least === undefined || cell < least) least = cell
      if (greatest === undefined || cell > greatest) greatest = cell
    }
    if (typeof least === 'bigint' && typeof greatest === 'bigint') {
      const value = greatest - least
      return { type, value: type === 'uint' ? BigInt.asUintN(64, value) : BigInt.asIntN(64, value) }
    }
    return { type, value: least === undefined ? null : Number(greatest) - Number(least) }
  },
})
