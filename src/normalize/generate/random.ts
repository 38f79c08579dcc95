/** A seeded source of numbers: the same seed gives the same sequence on every machine. */
export interface Random {
  /** At least 0, less than 1. */
  next(): number
  /** A whole number from min to max, both inclusive. */
  int(min: number, max: number): number
  /** A number from min to max, rounded to `decimals` places. */
  float(min: number, max: number, options?: { readonly decimals: number }): number
  pick<Item>(items: readonly [Item, ...Item[]] | readonly Item[]): Item
  /** True with the given probability. */
  chance(probability: number): boolean
  /** Lower-case hexadecimal digits. */
  hex(length: number): string
}

/** sfc32 (Chris Doty-Humphrey's small fast counter), seeded through splitmix32. `seed` is any integer. */
export function createRandom(seed: number): Random {
  let mix = seed | 0
  const split = () => {
    mix = (mix + 0x9e3779b9) | 0
    let word = mix ^ (mix >>> 16)
    word = Math.imul(word, 0x21f0aaad)
    word ^= word >>> 15
    word = Math.imul(word, 0x735a2d97)
    return word ^ (word >>> 15)
  }
  let a = split()
  let b = split()
  let c = split()
  let counter = 1
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    c |= 0
    return (sum >>> 0) / 2 ** 32
  }
  const int = (min: number, max: number) => min + Math.floor(next() * (max - min + 1))
  return {
    next,
    int,
    float: (min, max, { decimals } = { decimals: 2 }) => round(min + next() * (max - min), decimals),
    pick: (items) => {
      const item = items[int(0, items.length - 1)]
      if (item === undefined) throw new RangeError('pick: expected at least one item')
      return item
    },
    chance: (probability) => next() < probability,
    hex: (length) => Array.from({ length }, () => int(0, 15).toString(16)).join(''),
  }
}

/** A number rounded to decimal places, without the noise of binary fractions. */
export function round(value: number, decimals: number): number {
  const rounded = Number(value.toFixed(decimals))
  return rounded === 0 ? 0 : rounded
}
