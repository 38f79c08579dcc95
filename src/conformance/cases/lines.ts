/** Nanoseconds: the time of the first line of every case; 2023-11-14. */
export const firstLineNs = 1_700_000_000_000_000_000n

/** `count` lines with different times, whose values differ. */
export function plainLines(count: number): readonly string[] {
  return Array.from(
    { length: count },
    (_, index) => `power,device=d${index % 7} watts=${index}.5 ${firstLineNs + BigInt(index)}`,
  )
}

/** Lines that overwrite `keys` keys `rounds` times. */
export function overwritingLines(keys: number, rounds: number): readonly string[] {
  return Array.from({ length: keys * rounds }, (_, index) => {
    const key = index % keys
    return `power,device=d${key} watts=${index}.5 ${firstLineNs + BigInt(key)}`
  })
}

/** Lines without a time, each of a series of its own. */
export function unstampedLines(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `power,device=u${index} watts=${index}.5`)
}

/** Plain lines with others put in at places. */
export function linesWith(count: number, others: Readonly<Record<number, string>>): readonly string[] {
  return plainLines(count).flatMap((line, index) => (others[index] === undefined ? [line] : [others[index], line]))
}
