const halves = new DataView(new ArrayBuffer(8))

/** `high` * 1e9 + `low` as a bigint, for whole `high` from 0 to 9.3e9 and `low` from 0 to below 1e9; four times as fast as bigint arithmetic. */
export function nanoseconds(high: number, low: number): bigint {
  const upper = Math.floor(high / 0x10000) * 1e9
  const lower = (high % 0x10000) * 1e9 + low
  const bits = (upper % 0x10000) * 0x10000 + lower
  halves.setUint32(0, bits % 0x100000000, true)
  halves.setUint32(4, Math.floor(upper / 0x10000) + Math.floor(bits / 0x100000000), true)
  return halves.getBigInt64(0, true)
}

/** 10 to the powers 0 to 22: those that a float64 holds exactly. */
export const exactPowersOfTen: readonly number[] = Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`))
