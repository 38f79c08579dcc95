import { askJson, askList, askNothing } from './ask.ts'
import type { CallOptions } from './call-options.ts'
import { ClientError } from './client-error.ts'
import type { Http } from './http.ts'
import type { Found } from './organizations.ts'
import type { BucketRecord, RetentionRule } from './records.ts'

export interface BucketDraft {
  readonly orgId: string
  readonly name: string
  readonly description?: string
  /** Empty: infinite. */
  readonly retentionRules: readonly RetentionRule[]
}

export interface BucketPatch {
  readonly name?: string
  readonly description?: string
  readonly retentionRules?: readonly RetentionRule[]
}

export interface BucketsApi {
  /** All buckets of an org that the token may read, system buckets too, page after page. */
  list(org: string, options?: CallOptions): Promise<readonly BucketRecord[]>
  /** One bucket by its exact name. */
  find(org: string, name: string, options?: CallOptions): Promise<Found<BucketRecord>>
  create(draft: BucketDraft, options?: CallOptions): Promise<BucketRecord>
  update(id: string, patch: BucketPatch, options?: CallOptions): Promise<BucketRecord>
  remove(id: string, options?: CallOptions): Promise<void>
}

/** The most that the server gives in one page. */
const pageSize = 100

export function createBucketsApi(http: Http): BucketsApi {
  const path = '/api/v2/buckets'
  return {
    async list(org, options = {}) {
      const all: BucketRecord[] = []
      for (;;) {
        const query = { org, limit: pageSize, offset: all.length }
        const call = { operation: 'list buckets', method: 'GET', path, query, ...options } as const
        const page = await askList<BucketRecord>(http, call, 'buckets')
        all.push(...page)
        if (page.length < pageSize) return all
      }
    },
    async find(org, name, options = {}) {
      try {
        const call = {
          operation: `find bucket ${name}`,
          method: 'GET',
          path,
          query: { org, name },
          ...options,
        } as const
        const record = (await askList<BucketRecord>(http, call, 'buckets')).find((one) => one.name === name)
        return record === undefined ? { state: 'hidden' } : { state: 'present', record }
      } catch (error) {
        if (error instanceof ClientError && error.kind === 'not-found') return { state: 'absent' }
        throw error
      }
    },
    create({ orgId, ...draft }, options = {}) {
      const operation = `create bucket ${draft.name}`
      return askJson(http, { operation, method: 'POST', path, json: { orgID: orgId, ...draft }, ...options })
    },
    update(id, patch, options = {}) {
      const operation = `update bucket ${patch.name ?? id}`
      return askJson(http, { operation, method: 'PATCH', path: `${path}/${id}`, json: patch, ...options })
    },
    remove(id, options = {}) {
      return askNothing(http, { operation: `delete bucket ${id}`, method: 'DELETE', path: `${path}/${id}`, ...options })
    },
  }
}
