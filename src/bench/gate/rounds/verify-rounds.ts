import { createInfluxClient, type InfluxClient } from '../../../client/influx-client.ts'
import { createNetworkTransport } from '../../../client/network-transport.ts'
import { FluxproofError } from '../../../errors/index.ts'
import { explainDifference } from '../../durable/explain-difference.ts'
import { readBack } from '../../durable/read-back.ts'
import { sameFingerprint, sumFingerprints } from '../../durable/sum-fingerprints.ts'
import type { PointSet } from '../../workload/point-set.ts'
import type { RunningSubject } from '../subject/subject.ts'
import type { RoundSets } from './round-sets.ts'

export interface VerifyOptions {
  /** Of the subject, for the error. */
  readonly name: string
  readonly signal?: AbortSignal | undefined
}

/**
 * Reads back every point of every round, in one query: number and content. A server that keeps less has an easier time.
 * @throws FluxproofError that names the first round which differs, and what is missing or altered there.
 */
export async function verifyRounds(
  { server }: RunningSubject,
  { rounds }: RoundSets,
  options: VerifyOptions,
): Promise<void> {
  const { name, signal } = options
  await using network = createNetworkTransport()
  const client = createInfluxClient({ url: server.url, token: server.token, transport: network.transport, signal })
  const place = { org: server.org, bucket: server.bucket, ...(signal && { signal }) }
  const [first, last] = [rounds[0], rounds.at(-1)]
  if (first === undefined || last === undefined) return
  const all = { startNs: first.startNs, stopNs: last.stopNs }
  const stored = await readBack(client, { ...place, set: all })
  if (sameFingerprint(stored, sumFingerprints(rounds.map(({ expected }) => expected)))) return
  throw await lossOf(client, rounds, { ...place, name })
}

async function lossOf(
  client: InfluxClient,
  rounds: readonly PointSet[],
  place: { readonly org: string; readonly bucket: string; readonly signal?: AbortSignal; readonly name: string },
): Promise<FluxproofError> {
  const operation = `read back what was written to ${place.name}`
  for (const [index, set] of rounds.entries()) {
    const stored = await readBack(client, { ...place, set })
    if (sameFingerprint(stored, set.expected)) continue
    const named = await explainDifference(client, { ...place, set })
    return new FluxproofError({
      operation,
      expected: `the ${set.expected.points} points of round ${index + 1}`,
      found: `${stored.points}: ${named.join('; ')}`,
      next: 'A server that loses or alters points cannot be compared; run `fluxproof bench run` on it',
    })
  }
  return new FluxproofError({
    operation,
    expected: 'the points of all rounds',
    found: 'others when they were read again',
  })
}
