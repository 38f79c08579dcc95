import { askJson, askList, askNothing } from './ask.ts'
import type { CallOptions } from './call-options.ts'
import type { Http } from './http.ts'
import type { AuthorizationRecord, PermissionRecord } from './records.ts'

export interface AuthorizationDraft {
  readonly orgId: string
  readonly description: string
  readonly status?: 'active' | 'inactive'
  readonly permissions: readonly PermissionRecord[]
}

export interface AuthorizationsApi {
  /** Every authorization that the token may see, of one org or of all; the server has no pages here. */
  list(filter?: { readonly org?: string }, options?: CallOptions): Promise<readonly AuthorizationRecord[]>
  /** The answer carries the new token: from 2.9 it is never shown again. */
  create(draft: AuthorizationDraft, options?: CallOptions): Promise<AuthorizationRecord>
  update(
    id: string,
    patch: { readonly status?: 'active' | 'inactive'; readonly description?: string },
    options?: CallOptions,
  ): Promise<AuthorizationRecord>
  remove(id: string, options?: CallOptions): Promise<void>
}

export function createAuthorizationsApi(http: Http): AuthorizationsApi {
  const path = '/api/v2/authorizations'
  return {
    list({ org } = {}, options = {}) {
      const call = { operation: 'list authorizations', method: 'GET', path, query: { org }, ...options } as const
      return askList(http, call, 'authorizations')
    },
    create({ orgId, ...draft }, options = {}) {
      const operation = `create authorization ${draft.description}`
      return askJson(http, { operation, method: 'POST', path, json: { orgID: orgId, ...draft }, ...options })
    },
    update(id, patch, options = {}) {
      const operation = `update authorization ${id}`
      return askJson(http, { operation, method: 'PATCH', path: `${path}/${id}`, json: patch, ...options })
    },
    remove(id, options = {}) {
      return askNothing(http, {
        operation: `delete authorization ${id}`,
        method: 'DELETE',
        path: `${path}/${id}`,
        ...options,
      })
    },
  }
}
