import { sequenceId } from '../pattern-aggregates/sequence-id.ts'
import type { JsonRecord } from '../record.ts'
import { isoWeek } from './iso-week.ts'
import { createRandom, type Random } from './random.ts'

/** What to generate. */
export interface PatternRecordsOptions {
  readonly seed: number
  /** Milliseconds since the epoch; the last period generated is the last that was over then. */
  readonly endMs: number
  /** How many days back daily records go. */
  readonly days: number
  /** How many weeks back weekly and monthly records go. */
  readonly weeks: number
  /** Records of each daily detector for each day; at most 10. Default 10. */
  readonly perDay?: number
  /** Records of each weekly or monthly detector for each period, where its tag has as many values. Default 10. */
  readonly perWeek?: number
}

const dayMs = 86_400_000

type Maker = (n: number, random: Random) => JsonRecord

const lights = [
  'light.kitchen',
  'light.porch',
  'light.den',
  'light.guest_room',
  'light.hall',
  'switch.garden_pump',
  'switch.desk_plug',
  'climate.living_room',
  'media_player.den',
  'lock.front',
]
const rooms = ['living_room', 'kitchen', 'bedroom_2', 'garage', 'garten', 'utility', 'den', 'hall', 'bath', 'attic']
const sessions = [
  'morning',
  'work',
  'cooking',
  'evening',
  'night',
  'cleaning',
  'laundry',
  'gaming',
  'reading',
  'guests',
]
const weathers = ['sunny', 'rainy', 'cloudy', 'snowy', 'windy', 'fog', 'partlycloudy', 'clear-night', 'pouring', 'hail']
const anomalies = ['frequency', 'timing', 'duration', 'sequence', 'value']
const severities = ['low', 'medium', 'high', 'critical']
const seasons = ['winter', 'spring', 'summer', 'autumn']

const daily: readonly (readonly [string, Maker])[] = [
  [
    'time_based_daily',
    (n, random) => ({
      entity_id: at(lights, n),
      domain: at(lights, n).split('.')[0] ?? '',
      hourly_distribution: hours(random),
      peak_hours: [8, 9, 19, 20],
      frequency: whole(random, { min: 1, max: 30 }),
      confidence: share(random),
      occurrences: random.int(1, 300),
    }),
  ],
  [
    'co_occurrence_daily',
    (n, random) => ({
      devices: random.chance(0.5) ? [at(lights, n), at(lights, n + 1)] : [at(lights, n + 1), at(lights, n)],
      co_occurrence_count: random.int(1, 60),
      time_window_seconds: 300,
      confidence: share(random),
      typical_hours: [7, 18],
    }),
  ],
  ['sequence_daily', (n, random) => sequenceRecord([at(lights, n), at(lights, n + 3), at(lights, n + 5)], random)],
  [
    'room_based_daily',
    (n, random) => ({
      area_id: at(rooms, n),
      activity_level: share(random),
      device_usage: { [at(lights, n)]: random.int(0, 40) },
      transition_patterns: [[at(rooms, n), at(rooms, n + 1)]],
      peak_activity_hours: [7, 19],
    }),
  ],
  [
    'duration_daily',
    (n, random) => ({
      entity_id: at(lights, n),
      avg_duration_seconds: whole(random, { min: 60, max: 900 }),
      min_duration_seconds: whole(random, { min: 1, max: 59 }),
      max_duration_seconds: whole(random, { min: 901, max: 7200 }),
      duration_variance: random.float(0, 5000),
      efficiency_score: share(random),
    }),
  ],
  [
    'anomaly_daily',
    (n, random) => ({
      entity_id: at(lights, n),
      anomaly_type: at(anomalies, n),
      anomaly_score: share(random),
      baseline_deviation: random.float(0, 10),
      occurrences: random.int(1, 9),
      severity: random.pick(severities),
    }),
  ],
]

const weekly: readonly (readonly [string, Maker])[] = [
  [
    'session_weekly',
    (n, random) => ({
      session_type: at(sessions, n),
      avg_session_duration: whole(random, { min: 600, max: 9000 }),
      session_count: random.int(1, 14),
      typical_start_times: ['07:10', '18:30'],
      devices_used: [at(lights, n)],
      confidence: share(random),
    }),
  ],
  [
    'day_type_weekly',
    (n, random) => ({
      day_type: at(['weekday', 'weekend'], n),
      avg_events: whole(random, { min: 500, max: 3000 }),
      typical_hours: [7, 19],
      device_usage: { [at(lights, n)]: random.int(0, 40) },
    }),
  ],
]

const monthly: readonly (readonly [string, Maker])[] = [
  [
    'contextual_monthly',
    (n, random) => ({
      weather_context: at(weathers, n),
      device_activity: { [at(lights, n)]: random.int(0, 40) },
      correlation_score: random.float(-1, 1),
      occurrences: random.int(1, 80),
      confidence: share(random),
    }),
  ],
  [
    'seasonal_monthly',
    (_, random) => ({
      seasonal_patterns: { heating: random.float(0, 1) },
      trend_direction: random.pick(['rising', 'falling', 'stable']),
      confidence: share(random),
    }),
  ],
]

/** Most records of a weekly or monthly detector in one period: as many as its tag has values. */
const weeklyCounts: Readonly<Record<string, number>> = {
  session_weekly: sessions.length,
  day_type_weekly: 2,
  contextual_monthly: weathers.length,
  seasonal_monthly: 1,
}

/**
 * What the ten detectors write, each when its day, week or month is over: six by day, two by week, two by month, the oldest first.
 * Floats come whole at times, as Python makes them; pairs come unsorted; every record is of a different series, so that
 * none overwrites another.
 */
export function* generatePatternRecords(options: PatternRecordsOptions): Generator<JsonRecord> {
  const { seed, endMs, days, weeks, perDay = 10, perWeek = 10 } = options
  const random = createRandom(seed)
  for (const month of monthsBefore(endMs, weeks * 7)) {
    const season = seasons[Math.floor((Number(month.slice(5)) % 12) / 3)] ?? 'winter'
    yield* records(monthly, { random, period: { month, season }, perPeriod: perWeek })
  }
  for (let back = weeks; back >= 1; back--) {
    const week = isoWeek(endMs - back * 7 * dayMs)
    yield* records(weekly, { random, period: { week }, perPeriod: perWeek })
  }
  for (let back = days; back >= 1; back--) {
    const date = new Date(endMs - back * dayMs).toISOString().slice(0, 10)
    yield* records(daily, { random, period: { date }, perPeriod: perDay })
  }
}

/** The months that began within some days before an instant and are over. */
function monthsBefore(endMs: number, days: number): string[] {
  const end = new Date(endMs)
  const months: string[] = []
  for (let back = 1; ; back++) {
    const start = Date.UTC(end.getUTCFullYear(), end.getUTCMonth() - back, 1)
    if (start < endMs - days * dayMs) return months.reverse()
    months.push(new Date(start).toISOString().slice(0, 7))
  }
}

function* records(
  makers: readonly (readonly [string, Maker])[],
  { random, period, perPeriod }: { random: Random; period: JsonRecord; perPeriod: number },
): Generator<JsonRecord> {
  for (const [measurement, make] of makers) {
    const count = Math.min(weeklyCounts[measurement] ?? 10, perPeriod)
    for (let n = 0; n < count; n++) yield { measurement, ...period, ...make(n, random) }
  }
}

function sequenceRecord(sequence: readonly string[], random: Random): JsonRecord {
  return {
    sequence,
    sequence_id: sequenceId(sequence),
    frequency: random.int(1, 30),
    avg_duration_seconds: whole(random, { min: 20, max: 900 }),
    confidence: share(random),
  }
}

function at(items: readonly string[], n: number): string {
  return items[n % items.length] ?? ''
}

function hours(random: Random): number[] {
  return Array.from({ length: 24 }, () => random.int(0, 30))
}

/** A share that is exactly 1 at times, which Python writes as an int. */
function share(random: Random): number {
  return random.chance(0.1) ? 1 : random.float(0, 1)
}

/** 12 as often as 12.5. */
function whole(random: Random, { min, max }: { min: number; max: number }): number {
  return random.chance(0.5) ? random.int(min, max) : random.float(min, max, { decimals: 1 })
}
