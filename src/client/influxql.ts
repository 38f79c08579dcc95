import { askJson } from './ask.ts'
import type { CallOptions } from './call-options.ts'
import type { Http } from './http.ts'

export interface InfluxqlSeries {
  readonly name?: string
  readonly tags?: Readonly<Record<string, string>>
  readonly columns: readonly string[]
  readonly values: readonly (readonly (string | number | boolean | null)[])[]
}

/** What one statement gave: series, or an error of its own inside a 200. */
export interface InfluxqlResult {
  readonly series: readonly InfluxqlSeries[]
  readonly error?: string
}

export interface InfluxqlApi {
  /** One result per statement. @param database a bucket's name will do: every bucket has a mapping of its own name. */
  query(statement: string, database?: string, options?: CallOptions): Promise<readonly InfluxqlResult[]>
}

/** An InfluxQL identifier in double quotes. */
export function influxqlIdentifier(name: string): string {
  return `"${name.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
}

export function createInfluxqlApi(http: Http): InfluxqlApi {
  return {
    async query(statement, database, options = {}) {
      const query = { db: database, q: statement }
      const call = { operation: 'query in InfluxQL', method: 'GET', path: '/query', query, ...options } as const
      const body = await askJson<{ results?: readonly RawResult[]; error?: string }>(http, call)
      if (body.error !== undefined) throw http.fail(call, 'query', body.error)
      const results: InfluxqlResult[] = []
      for (const { statement_id: at = results.length, series = [], error } of body.results ?? []) {
        results[at] = { series, ...(error === undefined ? {} : { error }) }
      }
      return results
    },
  }
}

interface RawResult {
  readonly statement_id?: number
  readonly series?: readonly InfluxqlSeries[]
  readonly error?: string
}
