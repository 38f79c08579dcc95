import { inspect } from 'node:util'
import { askJson } from './ask.ts'
import { type AuthorizationsApi, createAuthorizationsApi } from './authorizations.ts'
import { type BucketsApi, createBucketsApi } from './buckets.ts'
import type { CallOptions } from './call-options.ts'
import { createDbrpsApi, type DbrpsApi } from './dbrps.ts'
import { createHttp, type Http, type HttpOptions } from './http.ts'
import { createInfluxqlApi, type InfluxqlApi } from './influxql.ts'
import { createLabelsApi, type LabelsApi } from './labels.ts'
import { createMetricsApi, type MetricsApi } from './metrics.ts'
import { createOrganizationsApi, type OrganizationsApi } from './organizations.ts'
import { createQueryApi, type QueryApi } from './query.ts'
import type { UserRecord } from './records.ts'
import { createSetupApi, type SetupApi } from './setup.ts'
import { createTasksApi, type TasksApi } from './tasks.ts'
import { createPointsApi, type PointsApi } from './write.ts'

/** Typed calls on one InfluxDB 2.x. Holds its token in no property: it cannot be printed. */
export interface InfluxClient {
  readonly url: string
  readonly http: Http
  readonly organizations: OrganizationsApi
  readonly buckets: BucketsApi
  readonly authorizations: AuthorizationsApi
  readonly tasks: TasksApi
  readonly dbrps: DbrpsApi
  readonly labels: LabelsApi
  readonly points: PointsApi
  readonly flux: QueryApi
  readonly influxql: InfluxqlApi
  readonly metrics: MetricsApi
  readonly setup: SetupApi
  /** Who the token belongs to: the cheapest call that needs a valid one. */
  me(options?: CallOptions): Promise<UserRecord>
  /** The version that the server named last, without the `v`: `2.8.0`; undefined before the first answer. */
  version(): string | undefined
  /** True when `token` is this client's own. */
  ownsToken(token: string): boolean
  /** Requests sent so far. */
  requests(): number
}

/** @param options where and how to send; see HttpOptions. Needs no network: any transport will do. */
export function createInfluxClient(options: HttpOptions): InfluxClient {
  let version: string | undefined
  let requests = 0
  const http = createHttp({
    ...options,
    onRequest(method, path) {
      requests++
      options.onRequest?.(method, path)
    },
    onVersion(found) {
      version = found
      options.onVersion?.(found)
    },
  })
  const url = http.origin
  return {
    url,
    http,
    organizations: createOrganizationsApi(http),
    buckets: createBucketsApi(http),
    authorizations: createAuthorizationsApi(http),
    tasks: createTasksApi(http),
    dbrps: createDbrpsApi(http),
    labels: createLabelsApi(http),
    points: createPointsApi(http),
    flux: createQueryApi(http),
    influxql: createInfluxqlApi(http),
    metrics: createMetricsApi(http),
    setup: createSetupApi(http),
    me: (call = {}) => askJson(http, { operation: 'check the token', method: 'GET', path: '/api/v2/me', ...call }),
    version: () => version,
    ownsToken: (token) => token !== '' && token === options.token,
    requests: () => requests,
    ...{ [inspect.custom]: () => `InfluxClient(${url})` },
  }
}
