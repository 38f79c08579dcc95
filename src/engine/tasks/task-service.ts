import type { EngineContext } from '../context.ts'
import { ApiError } from '../http/api-error.ts'
import { formatRfc3339 } from '../rfc3339.ts'
import type { TaskRow } from '../state/records.ts'
import { runPoint } from './run-point.ts'
import { type Run, type RunLog, RunTable } from './runs.ts'
import { nextScheduled, offsetNs } from './schedule.ts'

/** Runs a task's script as of `scheduledNs`; throws what the query answered with. */
export type ExecuteTask = (task: TaskRow, scheduledNs: bigint) => Promise<void>

/** Errors that the server holds for permanent until somebody mends the task or the bucket (task/backend/executor). */
const unrecoverable = /could not find bucket|could not parse Flux script/

/** What the compiler refuses, before a run has begun. */
const refusedAtCompile = /^(?:compilation failed|error @|invalid AST)/
/** What comes between the compiler and the first table: evaluation, planning, the search for buckets. */
const refusedAtStart = /^(?:error calling function|error in |failed to initialize execute state)/

function failureText(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  if (refusedAtCompile.test(message)) return `unexpected error from queryd; Err: ${message}: ${message}`
  if (refusedAtStart.test(message)) return `error exhausting result iterator: ${message}`
  return `could not execute task run: ${message}`
}

/**
 * Runs tasks on the engine's clock: by schedule while they are active, and by hand. A failed run is recorded and not
 * tried again; runs that were missed while the engine was down are not made up.
 */
export class TaskService {
  readonly runs: RunTable
  readonly #context: EngineContext
  readonly #execute: ExecuteTask
  readonly #cancelNext = new Map<string, () => void>()
  readonly #cancelRun = new Map<string, () => void>()
  #closed = false

  constructor(context: EngineContext, execute: ExecuteTask) {
    this.runs = new RunTable(context.state)
    this.#context = context
    this.#execute = execute
  }

  /** Starts the schedule of every active task: when an engine starts, and after a restore. */
  resume(): void {
    for (const cancel of this.#cancelNext.values()) cancel()
    this.#cancelNext.clear()
    for (const task of this.#context.state.tasks.list()) this.reschedule(task)
  }

  /** Follows a task that was made or changed: an inactive one has no next run. */
  reschedule(task: TaskRow): void {
    this.#cancelNext.get(task.id)?.()
    this.#cancelNext.delete(task.id)
    if (task.status !== 'active' || this.#closed) return
    const offset = offsetNs(task)
    const now = this.#context.clock.nowNs()
    const due = nextScheduled(task, task.latestScheduledNs)
    if (due === undefined) return
    const delayMs = Math.max(Number(due + offset - now) / 1e6, 0)
    this.#cancelNext.set(
      task.id,
      this.#context.clock.schedule(delayMs, () => this.#tick(task.id, due)),
    )
  }

  /** Forgets a task and its runs. */
  drop(taskId: string): void {
    this.#cancelNext.get(taskId)?.()
    this.#cancelNext.delete(taskId)
    for (const run of this.runs.ofTask(taskId)) this.#cancelRun.get(run.id)?.()
    this.runs.deleteOfTask(taskId)
  }

  /** Queues a run by hand. Throws `conflict` where one of the same second is queued already. */
  request(task: TaskRow, scheduledForNs: bigint): Run {
    const queued = this.runs
      .ofTask(task.id)
      .some((run) => run.status === 'scheduled' && run.scheduledForNs === scheduledForNs)
    if (queued) throw new ApiError('conflict', 'run already queued')
    return this.#queue(task, { scheduledForNs, requestedAtNs: this.#context.clock.nowNs() })
  }

  /** Stops a run that has not finished; false where there is none. */
  cancel(taskId: string, runId: string): boolean {
    const run = this.runs.find(taskId, runId)
    if (run === undefined || run.finishedAtNs !== undefined) return false
    this.#cancelRun.get(runId)?.()
    this.#cancelRun.delete(runId)
    this.runs.delete(runId)
    return true
  }

  /** Ends every schedule; a run under way ends by itself. */
  close(): void {
    this.#closed = true
    for (const cancel of [...this.#cancelNext.values(), ...this.#cancelRun.values()]) cancel()
  }

  async #tick(taskId: string, scheduledForNs: bigint): Promise<void> {
    const task = this.#context.state.tasks.get(taskId)
    if (task === undefined || task.status !== 'active') return
    const updated = this.#context.state.tasks.put({ ...task, latestScheduledNs: scheduledForNs })
    this.reschedule(updated)
    await this.#perform(task, this.#newRun(task, { scheduledForNs }))
  }

  #newRun(task: TaskRow, times: Pick<Run, 'scheduledForNs' | 'requestedAtNs'>): Run {
    const id = this.#context.newId()
    return this.runs.put({ id, orgId: task.orgId, taskId: task.id, status: 'scheduled', log: [], ...times })
  }

  #queue(task: TaskRow, times: Pick<Run, 'scheduledForNs' | 'requestedAtNs'>): Run {
    const run = this.#newRun(task, times)
    const delayMs = Math.max(Number(times.scheduledForNs - this.#context.clock.nowNs()) / 1e6, 0)
    const start = () => {
      this.#cancelRun.delete(run.id)
      return this.#perform(task, run)
    }
    this.#cancelRun.set(run.id, this.#context.clock.schedule(delayMs, start))
    return run
  }

  #line(message: string): RunLog {
    return { time: formatRfc3339(this.#context.clock.nowNs()), message }
  }

  async #perform(task: TaskRow, queued: Run): Promise<void> {
    const { clock } = this.#context
    const started: Run = {
      ...queued,
      status: 'started',
      startedAtNs: clock.nowNs(),
      log: [this.#line(`Started task from script: ${JSON.stringify(task.flux)}`)],
    }
    this.runs.put(started)
    let failure: string | undefined
    try {
      await this.#execute(task, queued.scheduledForNs)
    } catch (error) {
      failure = failureText(error)
    }
    // The task or its run may be gone by now.
    if (this.#context.state.tasks.get(task.id) === undefined || this.runs.find(task.id, queued.id) === undefined) return
    this.#finish(task, { started, failure })
  }

  #finish(task: TaskRow, { started, failure }: { started: Run; failure: string | undefined }): void {
    const { clock, state } = this.#context
    const status = failure === undefined ? 'success' : 'failed'
    const log = [...started.log, this.#line(`Completed(${status})`)]
    if (failure !== undefined) {
      log.push(this.#line(failure))
      if (unrecoverable.test(failure)) {
        log.push(this.#line(`Task encountered unrecoverable error, requires admin action: ${failure}`))
      }
    }
    const finished = this.runs.put({ ...started, status, finishedAtNs: clock.nowNs(), log })
    const current = state.tasks.get(task.id) ?? task
    const { lastRunError: _, ...rest } = current
    const later = finished.scheduledForNs > current.latestCompletedNs
    state.tasks.put({
      ...rest,
      latestCompletedNs: later ? finished.scheduledForNs : current.latestCompletedNs,
      lastRunStatus: status,
      ...(failure === undefined ? {} : { lastRunError: `Completed(${status})` }),
    })
    const bucket = state.buckets.find(
      (row) => row.orgId === task.orgId && row.type === 'system' && row.name === '_tasks',
    )
    if (bucket !== undefined) this.#context.storage.write(bucket.id, [runPoint(task, finished)], clock.nowNs())
  }
}
