import type {
  AuthorizationRow,
  BucketRow,
  DbrpRow,
  DocumentRow,
  MappingRow,
  OrgRow,
  SessionRow,
  TaskRow,
  UserRow,
} from './records.ts'
import { type Row, Table } from './table.ts'

/** All metadata of one engine. Points are in storage, not here. */
export interface State {
  readonly orgs: Table<OrgRow>
  readonly users: Table<UserRow>
  readonly buckets: Table<BucketRow>
  readonly authorizations: Table<AuthorizationRow>
  readonly mappings: Table<MappingRow>
  readonly sessions: Table<SessionRow>
  readonly dbrps: Table<DbrpRow>
  readonly tasks: Table<TaskRow>
  /** Documents by kind: labels, dashboards, variables, checks, … made when first asked for. */
  documents(kind: string): Table<DocumentRow>
  /** The authorization that a token belongs to; undefined: unknown token. */
  findAuthorization(token: string): AuthorizationRow | undefined
  snapshot(): StateSnapshot
  restore(snapshot: StateSnapshot): void
  reset(): void
}

export type StateSnapshot = ReadonlyMap<string, ReadonlyMap<string, Row>>

/** @param onChange called after every put and delete; `row` is undefined for a delete. */
export function createState(onChange: (table: string, id: string, row: Row | undefined) => void = () => {}): State {
  const tables = new Map<string, Table<Row>>()
  function table<T extends Row>(name: string): Table<T> {
    const found = tables.get(name)
    if (found) return found as unknown as Table<T>
    const made = new Table<T>(name, onChange)
    tables.set(name, made as unknown as Table<Row>)
    return made
  }
  const authorizations = table<AuthorizationRow>('authorizations')
  return {
    orgs: table('orgs'),
    users: table('users'),
    buckets: table('buckets'),
    authorizations,
    mappings: table('mappings'),
    sessions: table('sessions'),
    dbrps: table('dbrps'),
    tasks: table('tasks'),
    documents: (kind) => table(`documents/${kind}`),
    findAuthorization: (token) => authorizations.find((row) => row.token === token),
    snapshot: () => new Map([...tables].map(([name, one]) => [name, one.snapshot()])),
    restore(snapshot) {
      for (const [name, one] of tables) one.restore(snapshot.get(name) ?? new Map())
      for (const [name, rows] of snapshot) if (!tables.has(name)) table(name).restore(rows)
    },
    reset() {
      for (const one of tables.values()) one.restore(new Map())
    },
  }
}
