import type { Calibration } from '../calibration/calibration.ts'
import { launchNoiseOf, noiseFloor } from '../calibration/noise-floor.ts'
import type { ComparedRounds } from '../rounds/compared-rounds.ts'
import { estimateRatio, type RatioEstimate } from '../statistics/estimate-ratio.ts'
import { type Judgement, judgeRatio } from '../statistics/judge-ratio.ts'
import { betterOf } from '../statistics/metric.ts'
import { type RoundMetric, roundFigure } from './round-figure.ts'

/** One metric of a comparison. */
export interface MetricComparison {
  readonly metric: RoundMetric
  readonly estimate: RatioEstimate
  /** The share from which a difference counted: what was asked for, or the noise where that is more. */
  readonly minEffect: number
  readonly judgement: Judgement
}

export interface JudgeRoundsOptions {
  readonly metric: RoundMetric
  readonly seed: number
  readonly minEffect: number
  readonly confidence: number
  readonly calibration?: Calibration | undefined
  /** Default: that of the estimate. */
  readonly resamples?: number
}

/** Log ratios of head to base, pair by pair. */
export function logRatiosOf(rounds: ComparedRounds, metric: RoundMetric): readonly (readonly number[])[] {
  return rounds.map((launch) =>
    launch.map(({ baseMs, headMs, points }) =>
      Math.log(roundFigure(metric, headMs, points) / roundFigure(metric, baseMs, points)),
    ),
  )
}

/** Estimates and judges one metric. A calibration lends its noise: to the interval, and to the minimum effect as its floor. */
export function judgeRounds(rounds: ComparedRounds, options: JudgeRoundsOptions): MetricComparison {
  const { metric, seed, confidence, calibration, resamples } = options
  const estimate = estimateRatio(logRatiosOf(rounds, metric), {
    seed,
    confidence,
    ...(resamples !== undefined && { resamples }),
    ...(calibration && { launchNoise: launchNoiseOf(calibration, metric) }),
  })
  const floor = calibration ? noiseFloor(calibration, metric, { launches: rounds.length }) : 0
  const minEffect = Math.max(options.minEffect, floor)
  return { metric, estimate, minEffect, judgement: judgeRatio(estimate, { better: betterOf[metric], minEffect }) }
}
