import { isAuthorized } from '../../auth/authorize.ts'
import { parseId } from '../../ids.ts'
import type { TaskRow } from '../../state/records.ts'
import { ApiError } from '../api-error.ts'
import { type Call, pathValue } from '../call.ts'

/** Words the task handlers put before what they could not read. */
export const decodeFailure = 'failed to decode request: '

/** Runs `read`; an ApiError of it becomes "failed to decode request: …", a 400. */
export function decoding<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    throw new ApiError('invalid', decodeFailure + error.message)
  }
}

/** An integer parameter as Go's strconv.Atoi reads it. */
export function atoi(text: string): number {
  if (!/^[+-]?\d+$/.test(text)) {
    throw new ApiError('invalid', `strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`)
  }
  return Number(text)
}

/** The id at `:name` of the route, malformed ones refused in the handlers' words. */
export function taskPathId(call: Call, name = 'id'): string {
  return decoding(() => parseId(pathValue(call, name)))
}

/**
 * The task of the route, which the principal must be allowed to read or write.
 * @param what the handler was about, in its words: `failed to find task`.
 */
export function taskOf(call: Call, what: string, action: 'read' | 'write'): TaskRow {
  const id = taskPathId(call)
  const task = call.context.state.tasks.get(id)
  if (task === undefined) throw new ApiError('not found', `${what}: task not found`)
  if (!isAuthorized(call.principal, action, 'tasks', { id, orgId: task.orgId })) {
    throw new ApiError(action === 'read' ? 'not found' : 'internal error', `${what}: unauthorized`)
  }
  return task
}
