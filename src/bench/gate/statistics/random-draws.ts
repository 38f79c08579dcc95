import type { Random } from '../../../normalize/generate/random.ts'

/** A draw of the standard normal distribution (Box and Muller). */
export function drawNormal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next())
}

/** A draw of Student's t by R. W. Bailey's polar method. @param degrees above 0. */
export function drawStudentT(random: Random, degrees: number): number {
  for (;;) {
    const u = 2 * random.next() - 1
    const v = 2 * random.next() - 1
    const w = u * u + v * v
    if (w > 0 && w < 1) return u * Math.sqrt((degrees * (w ** (-2 / degrees) - 1)) / w)
  }
}
