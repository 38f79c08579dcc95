const secondNs = 1_000_000_000n
const minuteNs = 60n * secondNs
export const dayNs = 24n * 60n * minuteNs

/** Ten minutes of readings from two rooms, one each minute; the newest `ageNs` (default 30 s) before now. */
export function readings(nowNs: bigint, ageNs = 30n * secondNs): string[] {
  return Array.from({ length: 10 }, (_, minute) => minute).flatMap((minute) =>
    ['hall', 'attic'].map(
      (room) =>
        `reading,room=${room},source=meter,phase=L1 kw=${minute / 2},n=${minute}i ${nowNs - ageNs - BigInt(minute) * minuteNs}`,
    ),
  )
}

/** One point of the other measurement. */
export function statusLine(nowNs: bigint, level = '7'): string {
  return `status,room=hall level=${level} ${nowNs - minuteNs}`
}

/** All that keeps the contract, for the bucket raw. */
export function keptLines(nowNs: bigint): string[] {
  return [...readings(nowNs), statusLine(nowNs)]
}
