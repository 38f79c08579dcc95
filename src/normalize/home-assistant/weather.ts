import type { Instant } from '../instant.ts'

/** The latest weather of the home, in the units of the deployment. */
export interface Weather {
  readonly condition: string
  readonly time: Instant
  /** Absent where the entity did not say, or said null. */
  readonly temperature: number | undefined
  readonly humidity: number | undefined
  readonly pressure: number | undefined
  readonly windSpeed: number | undefined
}
