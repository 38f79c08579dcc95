import { askJson, askList, askNothing } from './ask.ts'
import type { CallOptions } from './call-options.ts'
import type { Http } from './http.ts'
import type { DbrpRecord } from './records.ts'

export interface DbrpDraft {
  readonly orgId: string
  readonly bucketId: string
  readonly database: string
  readonly policy: string
  readonly default: boolean
}

export interface DbrpsApi {
  /** The mappings of buckets that the token may read, virtual ones too. */
  list(org: string, options?: CallOptions): Promise<readonly DbrpRecord[]>
  create(draft: DbrpDraft, options?: CallOptions): Promise<DbrpRecord>
  update(
    id: string,
    org: string,
    patch: { readonly retention_policy?: string; readonly default?: boolean },
    options?: CallOptions,
  ): Promise<DbrpRecord>
  remove(id: string, org: string, options?: CallOptions): Promise<void>
}

export function createDbrpsApi(http: Http): DbrpsApi {
  const path = '/api/v2/dbrps'
  return {
    list(org, options = {}) {
      return askList(
        http,
        { operation: 'list DBRP mappings', method: 'GET', path, query: { org }, ...options },
        'content',
      )
    },
    create(draft, options = {}) {
      const json = {
        orgID: draft.orgId,
        bucketID: draft.bucketId,
        database: draft.database,
        retention_policy: draft.policy,
        default: draft.default,
      }
      const operation = `create DBRP mapping ${draft.database}/${draft.policy}`
      return askJson(http, { operation, method: 'POST', path, json, ...options })
    },
    async update(id, org, patch, options = {}) {
      const operation = `update DBRP mapping ${id}`
      const call = {
        operation,
        method: 'PATCH',
        path: `${path}/${id}`,
        query: { org },
        json: patch,
        ...options,
      } as const
      const body = await askJson<DbrpRecord | { readonly content: DbrpRecord }>(http, call)
      return 'content' in body ? body.content : body
    },
    remove(id, org, options = {}) {
      const operation = `delete DBRP mapping ${id}`
      return askNothing(http, { operation, method: 'DELETE', path: `${path}/${id}`, query: { org }, ...options })
    },
  }
}
