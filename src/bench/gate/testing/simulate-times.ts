import type { Random } from '../../../normalize/generate/random.ts'
import { drawNormal, drawStudentT } from '../statistics/random-draws.ts'

/** Noise of machines that others use too. `bursts`: one round in seven is hit hard. `drift`: the machine gets slower all the time. */
export const noises = ['normal', 'heavy tails', 'bursts', 'drift'] as const
export type Noise = (typeof noises)[number]

export interface SimulationOptions {
  readonly random: Random
  readonly noise: Noise
  /** Head divided by base. */
  readonly ratio: number
  readonly launches: number
  readonly pairs: number
  /** Spread of the launches, as a log ratio. */
  readonly launchSd: number
  /** Spread of a round, as a logarithm. Default 0.04. */
  readonly roundSd?: number
}

/** Times of rounds, in ms: for each launch its pairs, base and head in turn first. */
export function simulateTimes(options: SimulationOptions): readonly (readonly { base: number; head: number }[])[] {
  const { random, noise, ratio, launches, pairs, launchSd, roundSd = 0.04 } = options
  const single: Record<Noise, () => number> = {
    normal: () => roundSd * drawNormal(random),
    'heavy tails': () => roundSd * drawStudentT(random, 2),
    bursts: () => roundSd * drawNormal(random) + (random.chance(0.15) ? Math.abs(drawNormal(random)) : 0),
    drift: () => roundSd * drawNormal(random),
  }
  let now = 0
  const time = (factor: number) => {
    now += noise === 'drift' ? 0.01 : 0
    return 2 * factor * Math.exp(single[noise]() + now)
  }
  return Array.from({ length: launches }, () => {
    const launch = Math.exp(launchSd * drawNormal(random))
    return Array.from({ length: pairs }, (_, pair) => {
      if (pair % 2 === 0) {
        const base = time(1)
        return { base, head: time(ratio * launch) }
      }
      const head = time(ratio * launch)
      return { base: time(1), head }
    })
  })
}

/** The same as log ratios of head to base. */
export function simulateLogRatios(options: SimulationOptions): readonly (readonly number[])[] {
  return simulateTimes(options).map((launch) => launch.map(({ base, head }) => Math.log(head / base)))
}
