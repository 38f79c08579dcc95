/**
 * A number from 0 (inclusive) to 1 (exclusive) that depends on nothing but its arguments: the same seed, connection, ordinal and use
 * give the same number whatever else happened before.
 */
export function draw(seed: number, ...parts: readonly (number | string)[]): number {
  let state = 0x811c9dc5 ^ (seed >>> 0)
  for (const part of parts) {
    for (const char of `${part}/`) state = Math.imul(state ^ (char.codePointAt(0) ?? 0), 0x01000193)
  }
  // The finalizer of MurmurHash3: neighbouring inputs come out far apart.
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b)
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35)
  return ((state ^ (state >>> 16)) >>> 0) / 2 ** 32
}

/** One of `choices`, as `draw` falls. @throws RangeError when there are none. */
export function pick<T>(choices: readonly T[], share: number): T {
  const chosen = choices[Math.floor(share * choices.length)]
  if (chosen === undefined) throw new RangeError('pick from choices: expected at least one, found none')
  return chosen
}
