import type { Random } from '../../../normalize/generate/random.ts'

/** A draw of the standard normal distribution (Box and Muller). */
export function drawNormal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next())
}

/** A draw of Student's t. @param degrees a whole number from 1. */
export function drawStudentT(random: Random, degrees: number): number {
  let squares = 0
  for (let one = 0; one < degrees; one++) squares += drawNormal(random) ** 2
  return drawNormal(random) / Math.sqrt(squares / degrees)
}

/** As many values as there are, drawn with replacement. */
export function resample(values: readonly number[], random: Random): Float64Array {
  return Float64Array.from(values, () => random.pick(values))
}
