import { askJson, askList, askNothing } from './ask.ts'
import type { CallOptions } from './call-options.ts'
import type { Http } from './http.ts'
import type { RunRecord, TaskRecord } from './records.ts'

export interface TaskDraft {
  readonly orgId: string
  /** The whole script, `option task` included. */
  readonly flux: string
  readonly description?: string
  readonly status?: 'active' | 'inactive'
}

export interface TasksApi {
  /** All tasks of an org that the token may read, page after page. */
  list(org: string, options?: CallOptions): Promise<readonly TaskRecord[]>
  get(id: string, options?: CallOptions): Promise<TaskRecord>
  create(draft: TaskDraft, options?: CallOptions): Promise<TaskRecord>
  update(
    id: string,
    patch: { readonly flux?: string; readonly status?: 'active' | 'inactive'; readonly description?: string },
    options?: CallOptions,
  ): Promise<TaskRecord>
  remove(id: string, options?: CallOptions): Promise<void>
  /** Starts a run by hand. @param scheduledFor RFC 3339, whole seconds; absent: now. An inactive task cannot be run. */
  run(id: string, scheduledFor?: string, options?: CallOptions): Promise<RunRecord>
  getRun(taskId: string, runId: string, options?: CallOptions): Promise<RunRecord>
  /** The newest runs first, at most `limit` (1 to 500, default 100). */
  runs(id: string, limit?: number, options?: CallOptions): Promise<readonly RunRecord[]>
}

/** The most that the server gives in one page. */
const pageSize = 500

export function createTasksApi(http: Http): TasksApi {
  const path = '/api/v2/tasks'
  return {
    async list(org, options = {}) {
      const all: TaskRecord[] = []
      let after: string | undefined
      for (;;) {
        const query = { org, limit: pageSize, after }
        const call = { operation: 'list tasks', method: 'GET', path, query, ...options } as const
        const page = await askList<TaskRecord>(http, call, 'tasks')
        all.push(...page)
        after = page.at(-1)?.id
        if (page.length < pageSize) return all
      }
    },
    get(id, options = {}) {
      return askJson(http, { operation: `read task ${id}`, method: 'GET', path: `${path}/${id}`, ...options })
    },
    create({ orgId, ...draft }, options = {}) {
      return askJson(http, {
        operation: 'create task',
        method: 'POST',
        path,
        json: { orgID: orgId, ...draft },
        ...options,
      })
    },
    update(id, patch, options = {}) {
      return askJson(http, {
        operation: `update task ${id}`,
        method: 'PATCH',
        path: `${path}/${id}`,
        json: patch,
        ...options,
      })
    },
    remove(id, options = {}) {
      return askNothing(http, { operation: `delete task ${id}`, method: 'DELETE', path: `${path}/${id}`, ...options })
    },
    run(id, scheduledFor, options = {}) {
      const json = scheduledFor === undefined ? {} : { scheduledFor }
      return askJson(http, {
        operation: `run task ${id}`,
        method: 'POST',
        path: `${path}/${id}/runs`,
        json,
        ...options,
      })
    },
    getRun(taskId, runId, options = {}) {
      const operation = `read run ${runId}`
      return askJson(http, { operation, method: 'GET', path: `${path}/${taskId}/runs/${runId}`, ...options })
    },
    runs(id, limit = 100, options = {}) {
      const call = {
        operation: `list runs of task ${id}`,
        method: 'GET',
        path: `${path}/${id}/runs`,
        query: { limit },
        ...options,
      } as const
      return askList(http, call, 'runs')
    },
  }
}
