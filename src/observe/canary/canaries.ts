import { ClientError } from '../../client/client-error.ts'
import { minuteNs } from '../../contract/duration.ts'
import type { CanaryFact, EdgeFact } from '../observation.ts'
import { type Reading, read, type Unreadable, unreadable, unreadableFrom } from '../reading.ts'
import type { CanaryContext } from './canary-context.ts'
import { type CanaryPoint, canaryLine, readCanaries } from './canary-point.ts'

/** How far past the retention the expired canary lies: more than clocks differ. */
const pastNs = 10n * minuteNs

const readyProbe = 'ready'

export interface EdgeNeed {
  readonly bucket: string
  readonly retentionNs: bigint
}

export interface CanaryFacts {
  readonly readiness: Reading<CanaryFact> | undefined
  readonly edges: ReadonlyMap<string, Reading<EdgeFact>>
}

/**
 * Writes the readiness canary to `ready`, and for every retention a point past it and a fresh one in one request; then reads back, in one query, what was stored.
 * In the scratch bucket the retention is lengthened from one need to the next; needs of the same retention share a probe.
 */
export async function observeCanaries(
  context: CanaryContext,
  { ready, edges }: { readonly ready: string | undefined; readonly edges: readonly EdgeNeed[] },
): Promise<CanaryFacts> {
  const { site } = context
  const refusal = ready === undefined ? undefined : await writeReady(context, ready)
  const facts = new Map<string, Reading<EdgeFact>>()
  const sent: { bucket: string; needs: readonly EdgeNeed[]; probe: string; refused: boolean }[] = []
  const ordered = [...edges].sort((a, b) => (a.retentionNs < b.retentionNs ? -1 : 1))
  const groups = Map.groupBy(ordered, (need) => `${site.in(need.bucket)} ${need.retentionNs}`)
  for (const [index, needs] of [...groups.values()].entries()) {
    const [need] = needs
    if (need === undefined) continue
    const probe = `edge-${index}`
    try {
      await site.retain(need.retentionNs)
      sent.push({ bucket: site.in(need.bucket), needs, probe, refused: await writeEdge(context, need, probe) })
    } catch (error) {
      const failure = unreadableFrom(error)
      for (const one of needs) facts.set(one.bucket, failure)
    }
  }
  const buckets = new Set(sent.map((one) => one.bucket))
  if (ready !== undefined && refusal === undefined) buckets.add(ready)
  const found = await readCanaries(context, [...buckets])
  const canariesIn = (bucket: string) => found.get(bucket) ?? notReadBack
  for (const { bucket, needs, probe, refused } of sent) {
    const canaries = canariesIn(bucket)
    for (const need of needs) {
      facts.set(need.bucket, canaries.ok ? read(edgeFact(canaries.value, { bucket, probe, refused })) : canaries)
    }
  }
  if (ready === undefined) return { readiness: undefined, edges: facts }
  if (refusal !== undefined) return { readiness: refusal, edges: facts }
  const canaries = canariesIn(ready)
  const readiness = canaries.ok
    ? read({ bucket: ready, readBack: canaries.value.some((one) => one.probe === readyProbe) })
    : canaries
  return { readiness, edges: facts }
}

const notReadBack = unreadable('the canaries were not read back', 'Run it again')

async function writeReady(
  { client, site, org, run, nowNs, signal }: CanaryContext,
  bucket: string,
): Promise<Unreadable | undefined> {
  site.wrote(bucket, [nowNs])
  try {
    await client.points.write({ org, bucket }, canaryLine({ probe: readyProbe, run, timeNs: nowNs }), { signal })
    return undefined
  } catch (error) {
    return unreadableFrom(error)
  }
}

/** True when the server answered that it dropped a point. */
async function writeEdge(
  { client, site, org, run, nowNs, signal }: CanaryContext,
  need: EdgeNeed,
  probe: string,
): Promise<boolean> {
  const bucket = site.in(need.bucket)
  const old = { probe: `${probe}-old`, run, timeNs: nowNs - need.retentionNs - pastNs }
  const fresh = { probe: `${probe}-new`, run, timeNs: nowNs }
  site.wrote(bucket, [old.timeNs, fresh.timeNs])
  try {
    await client.points.write({ org, bucket }, [canaryLine(old), canaryLine(fresh)], { signal })
    return false
  } catch (error) {
    if (error instanceof ClientError && error.kind === 'unprocessable') return true
    throw error
  }
}

function edgeFact(
  canaries: readonly CanaryPoint[],
  { bucket, probe, refused }: { readonly bucket: string; readonly probe: string; readonly refused: boolean },
): EdgeFact {
  const stored = new Set(canaries.map((one) => one.probe))
  return { bucket, refused, expiredStored: stored.has(`${probe}-old`), freshStored: stored.has(`${probe}-new`) }
}
