import type { Storage } from '../storage/types.ts'

/** A database and retention policy as a DBRP mapping names them, on the bucket that holds the points. */
export interface InfluxqlDatabase {
  readonly database: string
  readonly policy: string
  readonly isDefault: boolean
  readonly bucketId: string
  /** 0n: infinite. */
  readonly retentionNs: bigint
  readonly shardGroupNs: bigint
}

/** What an InfluxQL query may ask of the server, with the asker's permissions already applied. */
export interface InfluxqlHost {
  readonly nowNs: bigint
  readonly storage: Pick<Storage, 'read' | 'seriesKeys' | 'fieldTypes' | 'shardGroups' | 'delete'>
  /** The readable databases, in the order in which SHOW DATABASES gives them. */
  readonly databases: readonly InfluxqlDatabase[]
  canWrite(bucketId: string): boolean
}

/** A cell of an answer: integers are exact. */
export type Cell = number | bigint | string | boolean | null

export interface ResultSeries {
  readonly name?: string
  readonly tags?: Readonly<Record<string, string>>
  readonly columns: readonly string[]
  readonly values: readonly (readonly Cell[])[]
  /** The columns of times are nanoseconds as bigint; render them by `epoch`. */
  readonly timeColumn?: number
}

export interface StatementResult {
  readonly statementId: number
  readonly series?: readonly ResultSeries[]
  readonly error?: string
}

/** A statement that fails, in the server's words; the answer is 200 with the text in its result. */
export class InfluxqlError extends Error {}

/** The mapping that a statement speaks of: the policy given, else the database's default. */
export function findDatabase(host: InfluxqlHost, database: string, policy: string | undefined): InfluxqlDatabase {
  if (database === '') throw new InfluxqlError('database name required')
  const candidates = host.databases.filter((one) => one.database === database)
  if (candidates.length === 0) throw new InfluxqlError(`database not found: ${database}`)
  const found = candidates.find((one) => (policy === undefined ? one.isDefault : one.policy === policy))
  if (found) return found
  if (policy !== undefined) throw new InfluxqlError(`retention policy not found: ${policy}`)
  const [first] = candidates
  if (first === undefined) throw new InfluxqlError(`database not found: ${database}`)
  return first
}
