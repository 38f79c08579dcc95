import { askJson } from './ask.ts'
import type { CallOptions } from './call-options.ts'
import type { Http } from './http.ts'
import type { AuthorizationRecord, BucketRecord, OrgRecord, UserRecord } from './records.ts'

export interface SetupDraft {
  readonly username: string
  readonly password: string
  readonly org: string
  readonly bucket: string
  readonly token: string
  /** 0 or absent: infinite; from 3600. */
  readonly retentionPeriodSeconds?: number
}

export interface SetupRecord {
  readonly user: UserRecord
  readonly org: OrgRecord
  readonly bucket: BucketRecord
  readonly auth: AuthorizationRecord
}

export interface SetupApi {
  /** True while the server has not been set up. */
  allowed(options?: CallOptions): Promise<boolean>
  run(draft: SetupDraft, options?: CallOptions): Promise<SetupRecord>
}

export function createSetupApi(http: Http): SetupApi {
  const path = '/api/v2/setup'
  return {
    async allowed(options = {}) {
      const call = { operation: 'ask whether the server is set up', method: 'GET', path, ...options } as const
      return (await askJson<{ readonly allowed: boolean }>(http, call)).allowed
    },
    run(draft, options = {}) {
      return askJson(http, { operation: 'set up the server', method: 'POST', path, json: draft, ...options })
    },
  }
}
