import type { InfluxClient } from '../client/influx-client.ts'
import type { BucketRecord } from '../client/records.ts'
import type { Contract } from '../contract/model.ts'
import { FluxproofError } from '../errors/index.ts'
import type { Plan } from './change.ts'

/** A token that an apply made. */
export interface NewToken {
  /** Id of the authorization. */
  readonly id: string
  /** Its key in the contract. */
  readonly key: string
  readonly description: string
  /** A secret. */
  readonly token: string
}

/** What the changes of one apply hand to each other: ids that did not exist when it was planned. */
export class ApplyContext {
  readonly contract: Contract
  readonly client: InfluxClient
  readonly orgName: string
  readonly newTokens: NewToken[] = []
  #orgId: string | undefined
  #buckets: Promise<Map<string, BucketRecord>> | undefined

  constructor(plan: Plan, { contract, client }: { readonly contract: Contract; readonly client: InfluxClient }) {
    this.contract = contract
    this.client = client
    this.orgName = plan.org.name
    this.#orgId = plan.org.id
  }

  set orgId(id: string) {
    this.#orgId = id
  }

  /** @throws FluxproofError when creating the organization failed. */
  get orgId(): string {
    if (this.#orgId === undefined) throw hangsOn(`organization ${this.orgName}`)
    return this.#orgId
  }

  /** A bucket that was made just now. */
  addBucket(bucket: BucketRecord): void {
    this.#buckets = this.#buckets?.then((map) => map.set(bucket.name, bucket))
  }

  /** Buckets of the organization by name, read once. */
  buckets(): Promise<Map<string, BucketRecord>> {
    this.#buckets ??= this.client.buckets.list(this.orgName).then((all) => new Map(all.map((one) => [one.name, one])))
    return this.#buckets
  }

  /** @throws FluxproofError when the bucket is not there: creating it failed. */
  async bucketId(name: string): Promise<string> {
    const found = (await this.buckets()).get(name)
    if (!found) throw hangsOn(`bucket ${name}`)
    return found.id
  }
}

function hangsOn(label: string): FluxproofError {
  return new FluxproofError({
    operation: 'apply the change',
    expected: `the ${label}, which it hangs on`,
    found: 'none',
    next: 'Correct what kept it from being created, and apply again',
  })
}
