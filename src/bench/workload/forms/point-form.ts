import type { Random } from '../../../normalize/generate/random.ts'
import type { RecordShape } from '../../../schema/record-issues.ts'
import type { RecordValue } from '../../../schema/record-value.ts'

/** Tags of a series, in the declared order. */
export type SeriesTags = Readonly<Record<string, string | undefined>>

/** Fields of a point, in the declared order. Whole numbers are safe ones. */
export type PointFields = Readonly<Record<string, RecordValue>>

/** How the points of one shape look. */
export interface PointForm {
  readonly record: RecordShape
  /** `together`: a collector stamps all series at once. `apart`: each event has its own microsecond. */
  readonly times: 'together' | 'apart'
  /**
   * The tags of source `index`, from 0. @param hour hour of the day, UTC: a tag may depend on it.
   * Which fields a point has depends on its source alone.
   */
  tagsOf(index: number, hour: number): SeriesTags
  fieldsOf(index: number, random: Random): PointFields
}
