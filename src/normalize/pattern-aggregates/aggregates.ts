import type { FieldShape, PointShape } from '../shape.ts'
import type { PeriodKind } from './period.ts'

/** One of the ten aggregates: who writes it, what it sums up, and what its values may be. */
export interface Aggregate {
  readonly detector: string
  readonly period: PeriodKind
  readonly shape: PointShape
  /** The words of tags and fields that know no others. */
  readonly vocabulary: Readonly<Record<string, readonly string[]>>
}

const float: FieldShape = { type: 'float' }
const integer: FieldShape = { type: 'integer' }
const text: FieldShape = { type: 'string' }
const seconds: FieldShape = { type: 'float', unit: 's' }

function aggregate(
  measurement: string,
  detector: string,
  parts: {
    readonly period: PeriodKind
    readonly tags: readonly string[]
    readonly fields: Readonly<Record<string, FieldShape>>
    /** Fields that hold JSON, given as lists or objects. */
    readonly json?: readonly string[]
    readonly vocabulary?: Readonly<Record<string, readonly string[]>>
  },
): readonly [string, Aggregate] {
  const { period, tags, json = [], vocabulary = {} } = parts
  const fields = { ...parts.fields, ...Object.fromEntries(json.map((key) => [key, text])) }
  return [measurement, { detector, period, shape: { measurement, tags, fields }, vocabulary }]
}

/** The ten pattern aggregates by measurement. A contract may declare other types; these are what the detectors produce. */
export const aggregates: ReadonlyMap<string, Aggregate> = new Map([
  aggregate('time_based_daily', 'TimeOfDayPatternDetector', {
    period: 'date',
    tags: ['date', 'entity_id', 'domain'],
    fields: { frequency: float, confidence: float, occurrences: integer },
    json: ['hourly_distribution', 'peak_hours'],
  }),
  aggregate('co_occurrence_daily', 'CoOccurrencePatternDetector', {
    period: 'date',
    tags: ['date', 'device_pair'],
    fields: { co_occurrence_count: integer, time_window_seconds: integer, confidence: float },
    json: ['typical_hours'],
  }),
  aggregate('sequence_daily', 'SequenceDetector', {
    period: 'date',
    tags: ['date', 'sequence_id'],
    fields: { frequency: integer, avg_duration_seconds: seconds, confidence: float },
    json: ['sequence'],
  }),
  aggregate('room_based_daily', 'RoomBasedDetector', {
    period: 'date',
    tags: ['date', 'area_id'],
    fields: { activity_level: float },
    json: ['device_usage', 'transition_patterns', 'peak_activity_hours'],
  }),
  aggregate('duration_daily', 'DurationDetector', {
    period: 'date',
    tags: ['date', 'entity_id'],
    fields: {
      avg_duration_seconds: seconds,
      min_duration_seconds: seconds,
      max_duration_seconds: seconds,
      duration_variance: float,
      efficiency_score: float,
    },
  }),
  aggregate('anomaly_daily', 'AnomalyDetector', {
    period: 'date',
    tags: ['date', 'entity_id', 'anomaly_type'],
    fields: { anomaly_score: float, baseline_deviation: float, occurrences: integer, severity: text },
    vocabulary: {
      anomaly_type: ['frequency', 'timing', 'duration', 'sequence', 'value'],
      severity: ['low', 'medium', 'high', 'critical'],
    },
  }),
  aggregate('session_weekly', 'SessionDetector', {
    period: 'week',
    tags: ['week', 'session_type'],
    fields: { avg_session_duration: seconds, session_count: integer, confidence: float },
    json: ['typical_start_times', 'devices_used'],
  }),
  aggregate('day_type_weekly', 'DayTypeDetector', {
    period: 'week',
    tags: ['week', 'day_type'],
    fields: { avg_events: float },
    json: ['typical_hours', 'device_usage'],
    vocabulary: { day_type: ['weekday', 'weekend'] },
  }),
  aggregate('contextual_monthly', 'ContextualDetector', {
    period: 'month',
    tags: ['month', 'weather_context'],
    fields: { correlation_score: float, occurrences: integer, confidence: float },
    json: ['device_activity'],
  }),
  aggregate('seasonal_monthly', 'SeasonalDetector', {
    period: 'month',
    tags: ['month', 'season'],
    fields: { trend_direction: text, confidence: float },
    json: ['seasonal_patterns'],
    vocabulary: { season: ['spring', 'summer', 'autumn', 'winter'] },
  }),
])
