import type { InfluxClient } from '../../client/influx-client.ts'
import { createSystemClock } from '../../clock/index.ts'
import { defaultLookback } from '../../contract/window.ts'
import { FluxproofError } from '../../errors/index.ts'
import type { MeasurementNeed } from '../needs.ts'
import { needKey, profileKey } from '../needs.ts'
import type { Observation } from '../observation.ts'
import type { ObserveOptions } from '../observe.ts'
import { type ObservationPlan, planObservations } from '../plan.ts'
import type { DataContext } from '../read/context.ts'
import { readFirstRound } from '../read/first-round.ts'
import { readManagement } from '../read/management.ts'
import { readSecondRound } from '../read/second-round.ts'
import { Halt } from '../reading.ts'
import { rightsFrom, unknownRights } from '../rights.ts'
import { readCadences } from './cadence.ts'
import { schemaOfBucket } from './schema-of-bucket.ts'
import type { Activity, BucketSurvey, Survey } from './survey.ts'
import { readConflicts } from './type-witnesses.ts'

export interface SurveyOptions extends Pick<ObserveOptions, 'clock' | 'signal'> {
  readonly org: string
  /** How far back points are read one by one, nanoseconds. Default 24 h. Series are looked at over all time. */
  readonly lookbackNs?: bigint
  /** Names of the buckets to look at. Default: all that the token may read. */
  readonly only?: readonly string[]
  readonly onStep?: (step: 'management' | 'series' | 'values') => void
}

/** 1677-09-21T00:12:44Z, the first whole second that storage can hold. */
const earliestNs = -9_223_372_036_000_000_000n

/**
 * Reads an org: buckets, tokens, tasks and mappings, all series over all time, and over the look-back values and counts. Writes nothing.
 * @throws FluxproofError when there is no such org or the token may read none of its buckets; ClientError when the server cannot be asked.
 */
export async function surveyServer(client: InfluxClient, options: SurveyOptions): Promise<Survey> {
  const { org, lookbackNs = defaultLookback, clock = createSystemClock(), signal, only, onStep } = options
  onStep?.('management')
  // An answer that says no more than who asks: a wrong token or URL ends here, with the server's own words.
  const buckets = await client.buckets.list(org, { signal })
  const none = planObservations([])
  const asked: ObservationPlan = {
    ...none,
    org,
    buckets: only ?? [],
    needsBuckets: true,
    needsAuthorizations: true,
    needsTasks: true,
    needsDbrps: true,
  }
  const management = await readManagement(client, asked, { org, signal })
  const wanted = buckets
    .filter(({ type, name }) => type === 'user' && (only?.includes(name) ?? true))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  requireBuckets(
    wanted.map(({ name }) => name),
    { org, only },
  )
  const orgId = buckets[0]?.orgID
  const rights =
    management.authorizations.ok && orgId !== undefined
      ? rightsFrom(management.authorizations.value, orgId, client.ownsToken)
      : unknownRights
  const nowNs = clock.nowNs()
  const context: DataContext = { org, nowNs, halt: new Halt(), signal, buckets: management.buckets, rights }
  const names = wanted.map(({ name }) => name)
  const allNs = nowNs - earliestNs
  onStep?.('series')
  const first = await readFirstRound(
    client,
    {
      ...none,
      fieldTypes: names,
      profiles: names.flatMap((bucket) => [
        { bucket, windowNs: allNs, measurements: 'all' as const },
        { bucket, windowNs: lookbackNs, measurements: 'all' as const },
      ]),
    },
    context,
  )
  const profileOf = (bucket: string, windowNs: bigint) => {
    const reading = first.profiles.get(profileKey(bucket, windowNs))
    return reading?.ok ? reading.value : new Map<string, never>()
  }
  /** The look-back, or all time for a measurement that is written less often. */
  const needs = names.flatMap((bucket): MeasurementNeed[] =>
    [...profileOf(bucket, allNs).keys()].map((measurement) => ({
      bucket,
      measurement,
      windowNs: profileOf(bucket, lookbackNs).has(measurement) ? lookbackNs : allNs,
    })),
  )
  const fieldsOf = ({ bucket, windowNs, measurement }: MeasurementNeed) =>
    new Map((profileOf(bucket, windowNs).get(measurement) ?? []).map(({ field, type }) => [field, type]))
  onStep?.('values')
  const second = await readSecondRound(
    client,
    {
      ...none,
      ranges: needs.map((need) => ({ ...need, fields: [...fieldsOf(need)].map(([field, type]) => ({ field, type })) })),
      required: needs.map((need) => ({ ...need, fields: [...fieldsOf(need).keys()] })),
    },
    { context, first },
  )
  const cadences = await readCadences(client, names, { context, lookbackNs })
  const surveyed: BucketSurvey[] = []
  for (const record of wanted) {
    const own = needs.filter(({ bucket }) => bucket === record.name)
    const types = first.fieldTypes.get(record.name)
    const readings = { profile: first.profiles.get(profileKey(record.name, allNs)), types, second, needs: own }
    surveyed.push({
      record,
      schema: schemaOfBucket(readings),
      activity: activityOf(own, { observation: first, allNs, cadences }),
      conflicts: types?.ok ? await readConflicts(client, types.value, { record, context }) : [],
    })
  }
  signal?.throwIfAborted()
  const version = client.version()
  return {
    nowNs,
    lookbackNs,
    ...(version === undefined ? {} : { version }),
    org,
    orgId,
    complete: only === undefined && rights.may('read', 'buckets') === 'yes',
    buckets: surveyed,
    authorizations: management.authorizations,
    tasks: management.tasks,
    dbrps: management.dbrps,
  }
}

function requireBuckets(
  found: readonly string[],
  { org, only }: { org: string; only: readonly string[] | undefined },
): void {
  const missing = only?.filter((name) => !found.includes(name)) ?? []
  if (found.length > 0 && missing.length === 0) return
  throw new FluxproofError({
    operation: `survey the org ${org}`,
    expected: missing.length === 0 ? 'a bucket that the token may read' : `the bucket ${missing.join(', ')}`,
    found: missing.length === 0 ? 'none' : `buckets ${found.length === 0 ? '(none)' : found.join(', ')}`,
    next: 'Use a token that may read the buckets of the org, such as an all-access token',
  })
}

function activityOf(
  needs: readonly MeasurementNeed[],
  {
    observation,
    allNs,
    cadences,
  }: {
    readonly observation: Pick<Observation, 'profiles'>
    readonly allNs: bigint
    readonly cadences: ReadonlyMap<string, bigint>
  },
): ReadonlyMap<string, Activity> {
  return new Map(
    needs.map((need) => {
      const profile = observation.profiles.get(profileKey(need.bucket, allNs))
      const series = profile?.ok ? (profile.value.get(need.measurement) ?? []) : []
      const newestNs = series.reduce((newest, { lastNs }) => (lastNs > newest ? lastNs : newest), earliestNs)
      const everyNs = cadences.get(needKey({ ...need, windowNs: 0n }))
      return [need.measurement, { newestNs, ...(everyNs === undefined ? {} : { everyNs }) }]
    }),
  )
}
