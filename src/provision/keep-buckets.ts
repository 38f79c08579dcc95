import type { InfluxClient } from '../client/influx-client.ts'
import type { Contract } from '../contract/model.ts'
import { parseContract } from '../contract/parse-contract.ts'
import { formatProblem } from '../contract/problem.ts'
import { FluxproofError, UsageError } from '../errors/index.ts'
import { apply, type Step } from './apply.ts'
import { labelOf } from './change.ts'
import { plan } from './plan.ts'

/** What a bucket is to be, in the words of a contract. */
export interface BucketWish {
  /** As `365d`, `48h` or `infinite`. */
  readonly retention: string
  /** As `7d`. Default: the server's choice, and whatever it is now. */
  readonly shardGroup?: string
  /** Default: whatever it is now. */
  readonly description?: string
}

export interface KeepBucketsOptions {
  readonly org: string
  /** By name. Buckets that are not named are left alone. */
  readonly buckets: Readonly<Record<string, BucketWish>>
  /** Shortens a retention although the bucket holds points that this may delete. Default false. */
  readonly allowDataLoss?: boolean
}

/**
 * Makes buckets what they are wished to be, by the same plan and apply as `fluxproof apply`: what is missing is created, a retention is
 * changed, nothing is lost unasked. Doing it again changes nothing. @returns one step for each bucket.
 * @throws UsageError for a wish that no server can keep; FluxproofError when one is not kept, with every reason; ClientError when the server
 * cannot be read.
 */
export async function keepBuckets(client: InfluxClient, options: KeepBucketsOptions): Promise<readonly Step[]> {
  const { org, allowDataLoss = false } = options
  const contract = contractOf(options)
  const planned = await plan(contract, client, { org })
  if (planned.org.id === undefined) {
    const next = 'Create it, or correct the name'
    throw new FluxproofError({ operation: 'keep buckets', expected: `the organization ${org}`, found: 'none', next })
  }
  const { steps } = await apply(planned, client, { contract, allowDataLoss })
  const buckets = steps.filter(({ change }) => change.resource.kind === 'bucket')
  const broken = buckets.flatMap((step) =>
    'reason' in step ? [`${labelOf(step.change.resource)}: ${step.reason}`] : [],
  )
  if (broken.length === 0) return buckets
  const refused = buckets.some(({ status }) => status === 'refused')
  throw new FluxproofError({
    operation: `keep buckets of ${org}`,
    found: broken.join('; '),
    next: refused
      ? 'Back the buckets up and give allowDataLoss, or wish for a longer retention'
      : 'Correct that and try again',
  })
}

/** The wishes as a contract: the same rules hold for both. */
function contractOf({ org, buckets }: KeepBucketsOptions): Contract {
  const literal = (text: string) => text.replaceAll('${', () => '$${')
  const declared = Object.entries(buckets).map(([name, wish], index) => {
    const described = wish.description === undefined ? {} : { description: literal(wish.description) }
    return [`bucket_${index}`, { ...wish, ...described, name: literal(name), open: true, measurements: {} }]
  })
  const text = JSON.stringify({
    contract: 1,
    name: 'buckets',
    org: literal(org),
    buckets: Object.fromEntries(declared),
  })
  const { contract, problems } = parseContract(text, { file: 'buckets', env: {}, readFlux: () => '' })
  if (contract !== undefined) return contract
  throw new UsageError({
    operation: 'keep buckets',
    found: problems.map((problem) => formatProblem(problem)).join('; '),
    next: 'Correct the wish',
  })
}
