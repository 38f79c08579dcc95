import type { Random } from '../../../normalize/generate/random.ts'
import { logRatiosOf } from '../judge/judge-rounds.ts'
import type { ComparedRounds } from '../rounds/compared-rounds.ts'
import type { LogRatios } from '../statistics/estimate-ratio.ts'
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
  /** Spread of a request, as a logarithm. Default 0.04. */
  readonly roundSd?: number
  /** Of a round. Default 1. */
  readonly requests?: number
}

/** Rounds as they might have been measured: base and head in turn first. */
export function simulateRounds(options: SimulationOptions): ComparedRounds {
  const { random, noise, ratio, launches, pairs, launchSd, roundSd = 0.04, requests = 1 } = options
  const single: Record<Noise, () => number> = {
    normal: () => roundSd * drawNormal(random),
    'heavy tails': () => roundSd * drawStudentT(random, 2),
    bursts: () => roundSd * drawNormal(random) + (random.chance(0.15) ? Math.abs(drawNormal(random)) : 0),
    drift: () => roundSd * drawNormal(random),
  }
  let now = 0
  const round = (factor: number) => {
    now += noise === 'drift' ? 0.01 : 0
    return Array.from({ length: requests }, () => 2 * factor * Math.exp(single[noise]() + now))
  }
  return Array.from({ length: launches }, () => {
    const factor = ratio * Math.exp(launchSd * drawNormal(random))
    return Array.from({ length: pairs }, (_, pair) => {
      const points = 100
      if (pair % 2 === 0) {
        const baseMs = round(1)
        return { baseMs, headMs: round(factor), points }
      }
      const headMs = round(factor)
      return { baseMs: round(1), headMs, points }
    })
  })
}

/** The same as log ratios of head to base. */
export function simulateLogRatios(options: SimulationOptions): LogRatios {
  return logRatiosOf(simulateRounds(options), 'fastestMs')
}
