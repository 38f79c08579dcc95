import { expect, test } from 'vitest'
import { deriveChecks } from './derive/derive-checks.ts'
import { formatDuration, formatRetention } from './duration.ts'
import { lint } from './lint/lint.ts'
import type { Contract, Measurement } from './model.ts'
import { load, systems } from './testing/five-systems.ts'

const today = '2026-11-21'

/** What the seed documents name: org, and per bucket name, retention and measurements. */
const named: Readonly<
  Record<
    (typeof systems)[number],
    { org: string; buckets: Record<string, [retention: string, ...measurements: string[]]> }
  >
> = {
  'energy-monitor': {
    org: 'energy-monitor',
    buckets: { raw_sensor_data: ['infinite', 'raw_reading'], predictions: ['infinite', 'prediction'] },
  },
  'gray-logic': {
    org: 'graylogic',
    buckets: { metrics: ['infinite', 'device_metrics', 'energy', 'phm', 'system_stats'] },
  },
  'pattern-aggregates': {
    org: 'homeiq',
    buckets: {
      pattern_aggregates_daily: [
        '90d',
        'time_based_daily',
        'co_occurrence_daily',
        'sequence_daily',
        'room_based_daily',
        'duration_daily',
        'anomaly_daily',
      ],
      pattern_aggregates_weekly: [
        '365d',
        'session_weekly',
        'day_type_weekly',
        'contextual_monthly',
        'seasonal_monthly',
      ],
    },
  },
  homeiq: {
    org: 'homeiq',
    buckets: {
      home_assistant_events: ['365d', 'home_assistant_events'],
      sports_data: ['90d', 'game_scores'],
      weather_data: ['180d', 'weather'],
      system_metrics: ['30d', 'service_metrics'],
    },
  },
  'home-assistant': {
    org: 'home_assistant',
    buckets: {
      events: ['365d', 'home_assistant_events'],
      hourly_events: ['730d', 'hourly_events'],
      daily_events: ['2555d', 'daily_events', 'monthly_events'],
    },
  },
}

test.each(systems)('%s has the organization, buckets, retentions and measurements of its seed', (system) => {
  const contract = load(system)
  const { org, buckets } = named[system]
  expect(contract.org).toBe(org)
  const declared = contract.buckets.map(({ name, retention, measurements }) => [
    name,
    [formatRetention(retention), ...measurements.map(({ key }) => key)],
  ])
  expect(Object.fromEntries(declared)).toEqual(buckets)
})

test('energy-monitor and home-assistant take their names and retentions from variables', () => {
  const energy = load('energy-monitor', {
    INFLUX_ORG: 'acme',
    INFLUX_BUCKET_RAW: 'r',
    INFLUX_BUCKET_PRED: 'p',
    INFLUX_URL: 'http://x:1',
  })
  expect(energy).toMatchObject({ org: 'acme', connection: { url: 'http://x:1', tokenVariable: 'INFLUX_TOKEN' } })
  expect(energy.buckets.map(({ name }) => name)).toEqual(['r', 'p'])
  const home = load('home-assistant', {
    INFLUXDB_BUCKET: 'e',
    RAW_DATA_RETENTION_DAYS: '100',
    HOURLY_SUMMARY_RETENTION_DAYS: '200',
    DAILY_SUMMARY_RETENTION_DAYS: '300',
    INFLUXDB_BATCH_SIZE: '10',
    INFLUXDB_WRITE_TIMEOUT: '3',
  })
  expect(home.buckets.map(({ name, retention }) => [name, formatRetention(retention)])).toEqual([
    ['e', '100d'],
    ['hourly_events', '200d'],
    ['daily_events', '300d'],
  ])
  expect(home.client).toMatchObject({ batch: 10, writeTimeout: 3_000_000_000n })
})

test('clients have the settings of the seeds', () => {
  const settings = (contract: Contract) =>
    Object.fromEntries(
      Object.entries(contract.client).map(([key, value]) => [
        key,
        typeof value === 'bigint' ? formatDuration(value) : value,
      ]),
    )
  expect(settings(load('gray-logic'))).toMatchObject({ batch: 100, flush: '10s' })
  expect(settings(load('home-assistant'))).toEqual({
    batch: 1000,
    flush: '5s',
    writeTimeout: '30s',
    readTimeout: '10s',
  })
  expect(load('gray-logic').connection.tokenVariable).toBe('GRAYLOGIC_INFLUXDB_TOKEN')
})

test('home-assistant has the shard durations of its policies', () => {
  expect(load('home-assistant').buckets.map(({ shardGroup }) => formatDuration(shardGroup ?? 0n))).toEqual([
    '7d',
    '30d',
    '90d',
  ])
})

test('pattern-aggregates has the descriptions and record counts of its seed', () => {
  expect(load('pattern-aggregates').buckets.map(({ description, volume }) => [description, volume?.points])).toEqual([
    ['Daily pattern aggregates (Epic AI-5)', 9000],
    ['Weekly/monthly aggregates (Epic AI-5)', 1000],
  ])
})

test('pattern-aggregates names the detector that writes each measurement', () => {
  const writers = load('pattern-aggregates').buckets.flatMap(({ measurements }) =>
    measurements.map(({ writer }) => writer),
  )
  expect(writers).toEqual([
    'TimeOfDayPatternDetector',
    'CoOccurrencePatternDetector',
    'SequenceDetector',
    'RoomBasedDetector',
    'DurationDetector',
    'AnomalyDetector',
    'SessionDetector',
    'DayTypeDetector',
    'ContextualDetector',
    'SeasonalDetector',
  ])
})

test('homeiq has the tags and fields of Epic 23, its context as fields', () => {
  const events = measurement(load('homeiq'), 'home_assistant_events')
  expect(events.tags.map(({ key }) => key)).toEqual(
    'entity_id domain device_class area device_name device_id area_id entity_category integration weather_condition time_of_day'.split(
      ' ',
    ),
  )
  expect(events.fields.map(({ key }) => key)).toEqual(
    (
      'state_value previous_state normalized_value unit_of_measurement confidence context_id context_parent_id context_user_id ' +
      'duration_seconds manufacturer model sw_version weather_temp weather_humidity weather_pressure energy_consumption'
    ).split(' '),
  )
})

test('home-assistant has the tags and typed fields of its seed', () => {
  const events = measurement(load('home-assistant'), 'home_assistant_events')
  expect(events.tags.map(({ key }) => key)).toEqual(
    'entity_id domain device_class area device_name integration weather_condition time_of_day'.split(' '),
  )
  expect(Object.fromEntries(events.fields.map(({ key, type }) => [key, type]))).toEqual({
    state_value: 'string',
    previous_state: 'string',
    normalized_value: 'float',
    confidence: 'float',
    duration_seconds: 'integer',
    energy_consumption: 'float',
    weather_temp: 'float',
    weather_humidity: 'float',
    weather_pressure: 'float',
    unit_of_measurement: 'string',
  })
})

test('the systems with a latency and a throughput goal ask for those of the seeds', () => {
  for (const system of ['homeiq', 'home-assistant'] as const) {
    expect(load(system)).toMatchObject({
      latency: { warn: 1_000_000_000n, fail: 5_000_000_000n },
      throughput: { events: 1000, within: 5_000_000_000n, success: 0.95 },
    })
  }
})

test('together they derive at least 250 checks, of every kind that a sound contract has', () => {
  const checks = systems.flatMap((system) => deriveChecks(load(system), { today }))
  expect(checks.length).toBeGreaterThanOrEqual(250)
  const kinds = [...new Set(checks.map(({ kind }) => kind))].sort()
  expect(kinds).toMatchSnapshot()
})

test.each(systems)('%s has no lint finding but the waived', (system) => {
  const findings = deriveChecks(load(system), { today }).filter(
    ({ kind, waiver }) => kind === 'lint' && waiver === undefined,
  )
  expect(findings).toEqual([])
})

test('pattern-aggregates waives the one tag that has no bound', () => {
  expect(lint(load('pattern-aggregates')).map(({ rule, subject }) => [rule, ...subject])).toEqual([
    ['unbounded-tag', 'daily', 'sequence_daily', 'tag', 'sequence_id'],
  ])
})

function measurement(contract: Contract, key: string): Measurement {
  const found = contract.buckets.flatMap(({ measurements }) => measurements).find((one) => one.key === key)
  if (found === undefined) throw new Error(`${contract.name} has no measurement ${key}`)
  return found
}
