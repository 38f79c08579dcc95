import { askJson, askList, askNothing } from './ask.ts'
import type { CallOptions } from './call-options.ts'
import { ClientError } from './client-error.ts'
import type { Http } from './http.ts'
import type { OrgRecord } from './records.ts'

/** `hidden`: it exists, but the token may not read it (the server then answers 200 with an empty list, and 404 for an unknown name). */
export type Found<T> = { readonly state: 'present'; readonly record: T } | { readonly state: 'absent' | 'hidden' }

export interface OrganizationsApi {
  /** The orgs that the token may read: the first 100. */
  list(options?: CallOptions): Promise<readonly OrgRecord[]>
  find(name: string, options?: CallOptions): Promise<Found<OrgRecord>>
  create(name: string, options?: CallOptions): Promise<OrgRecord>
  remove(id: string, options?: CallOptions): Promise<void>
}

export function createOrganizationsApi(http: Http): OrganizationsApi {
  const path = '/api/v2/orgs'
  return {
    list(options = {}) {
      return askList(http, { operation: 'list orgs', method: 'GET', path, query: { limit: 100 }, ...options }, 'orgs')
    },
    async find(name, options = {}) {
      try {
        const call = { operation: `find org ${name}`, method: 'GET', path, query: { org: name }, ...options } as const
        const [record] = await askList<OrgRecord>(http, call, 'orgs')
        return record === undefined ? { state: 'hidden' } : { state: 'present', record }
      } catch (error) {
        if (error instanceof ClientError && error.kind === 'not-found') return { state: 'absent' }
        throw error
      }
    },
    create(name, options = {}) {
      return askJson(http, { operation: `create org ${name}`, method: 'POST', path, json: { name }, ...options })
    },
    remove(id, options = {}) {
      return askNothing(http, { operation: `delete org ${id}`, method: 'DELETE', path: `${path}/${id}`, ...options })
    },
  }
}
