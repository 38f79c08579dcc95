import type { DocumentRow } from '../state/records.ts'
import type { State } from '../state/state.ts'
import type { Table } from '../state/table.ts'

/** Kind of the documents that hold runs. */
export const runKind = 'task-runs'

export type RunStatus = 'scheduled' | 'started' | 'success' | 'failed' | 'canceled'

export interface RunLog {
  /** RFC 3339 with nanoseconds. */
  readonly time: string
  readonly message: string
}

/** One run of a task. Times are nanoseconds since the epoch. */
export interface Run {
  readonly id: string
  readonly orgId: string
  readonly taskId: string
  readonly status: RunStatus
  readonly scheduledForNs: bigint
  /** Absent for a run that the schedule made. */
  readonly requestedAtNs?: bigint
  readonly startedAtNs?: bigint
  readonly finishedAtNs?: bigint
  readonly log: readonly RunLog[]
}

const optional = (name: string, value: bigint | undefined) => (value === undefined ? {} : { [name]: String(value) })

function toRow(run: Run): DocumentRow {
  return {
    id: run.id,
    orgId: run.orgId,
    createdNs: run.requestedAtNs ?? run.scheduledForNs,
    updatedNs: run.finishedAtNs ?? run.startedAtNs ?? run.scheduledForNs,
    body: {
      taskId: run.taskId,
      status: run.status,
      scheduledFor: String(run.scheduledForNs),
      ...optional('requestedAt', run.requestedAtNs),
      ...optional('startedAt', run.startedAtNs),
      ...optional('finishedAt', run.finishedAtNs),
      log: run.log,
    },
  }
}

function fromRow({ id, orgId, body }: DocumentRow): Run {
  const time = (name: string) => (typeof body[name] === 'string' ? BigInt(body[name]) : undefined)
  const requestedAtNs = time('requestedAt')
  const startedAtNs = time('startedAt')
  const finishedAtNs = time('finishedAt')
  return {
    id,
    orgId,
    taskId: String(body.taskId),
    status: body.status as RunStatus,
    scheduledForNs: time('scheduledFor') ?? 0n,
    ...(requestedAtNs === undefined ? {} : { requestedAtNs }),
    ...(startedAtNs === undefined ? {} : { startedAtNs }),
    ...(finishedAtNs === undefined ? {} : { finishedAtNs }),
    log: body.log as readonly RunLog[],
  }
}

/** The runs of all tasks, in the metadata of the engine. */
export class RunTable {
  readonly #table: Table<DocumentRow>

  constructor(state: State) {
    this.#table = state.documents(runKind)
  }

  put(run: Run): Run {
    this.#table.put(toRow(run))
    return run
  }

  find(taskId: string, id: string): Run | undefined {
    const row = this.#table.get(id)
    return row?.body.taskId === taskId ? fromRow(row) : undefined
  }

  ofTask(taskId: string): Run[] {
    return this.#table.filter((row) => row.body.taskId === taskId).map(fromRow)
  }

  delete(id: string): void {
    this.#table.delete(id)
  }

  deleteOfTask(taskId: string): void {
    for (const { id } of this.ofTask(taskId)) this.#table.delete(id)
  }
}
