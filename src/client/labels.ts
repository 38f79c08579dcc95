import { askJson, askList, askNothing } from './ask.ts'
import type { CallOptions } from './call-options.ts'
import type { Http } from './http.ts'
import type { LabelRecord } from './records.ts'

export interface LabelsApi {
  list(orgId: string, options?: CallOptions): Promise<readonly LabelRecord[]>
  create(
    draft: { readonly orgId: string; readonly name: string; readonly properties?: Readonly<Record<string, string>> },
    options?: CallOptions,
  ): Promise<LabelRecord>
  remove(id: string, options?: CallOptions): Promise<void>
}

export function createLabelsApi(http: Http): LabelsApi {
  const path = '/api/v2/labels'
  return {
    list(orgId, options = {}) {
      return askList(
        http,
        { operation: 'list labels', method: 'GET', path, query: { orgID: orgId }, ...options },
        'labels',
      )
    },
    async create({ orgId, ...draft }, options = {}) {
      const call = {
        operation: `create label ${draft.name}`,
        method: 'POST',
        path,
        json: { orgID: orgId, ...draft },
        ...options,
      } as const
      return (await askJson<{ readonly label: LabelRecord }>(http, call)).label
    },
    remove(id, options = {}) {
      return askNothing(http, { operation: `delete label ${id}`, method: 'DELETE', path: `${path}/${id}`, ...options })
    },
  }
}
