/** Figures of a round that may be compared. */
export const gateMetrics = ['fastestMs', 'p50Ms', 'durablePointsPerSecond', 'queriesPerSecond'] as const
export type GateMetric = (typeof gateMetrics)[number]

export type Better = 'higher' | 'lower'

/** Which way is better: a direction that was turned round has let regressions pass elsewhere. */
export const betterOf: Readonly<Record<GateMetric, Better>> = {
  fastestMs: 'lower',
  p50Ms: 'lower',
  durablePointsPerSecond: 'higher',
  queriesPerSecond: 'higher',
}
