import type { Field } from '../../contract/model.ts'
import type { FieldValue } from '../../line-protocol/types.ts'
import type { Random } from '../generate/random.ts'

/** How far numbers go from the bound that a contract gives, where it gives one only. */
const usualRange = 100

/** A value of a field: within its range, in its type; an example where it is a text. */
export function fieldSample(field: Field, random: Random): FieldValue {
  const { type, key, examples } = field
  switch (type) {
    case 'string':
      return { type, value: examples.length > 0 ? String(random.pick(examples)) : `${key}-${random.int(1, 5)}` }
    case 'boolean':
      return { type, value: random.chance(0.5) }
    case 'float':
      return { type, value: clamp(random.float(...rangeOf(field)), field) }
    case 'integer':
    case 'unsigned': {
      const [min, max] = rangeOf(field)
      return { type, value: BigInt(random.int(Math.ceil(min), Math.max(Math.ceil(min), Math.floor(max)))) }
    }
  }
}

/** Around the examples where there are some, else from one bound to the other. */
function rangeOf({ type, min, max, examples }: Field): [min: number, max: number] {
  const numbers = examples.filter((example) => typeof example === 'number')
  const least = min ?? (max === undefined || type === 'unsigned' ? 0 : max - usualRange)
  const most = max ?? least + usualRange
  if (numbers.length === 0) return [least, most]
  const near = [Math.min(...numbers) * 0.8, Math.max(...numbers) * 1.2]
  return [Math.max(least, Math.min(...near)), Math.min(max ?? Infinity, Math.max(...near))]
}

/** Rounding to two places may leave a narrow range. */
function clamp(value: number, { min = -Infinity, max = Infinity }: Field): number {
  return Math.min(Math.max(value, min), max)
}
