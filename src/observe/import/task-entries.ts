import { Cron } from 'croner'
import type { TaskRecord } from '../../client/records.ts'
import { formatDuration, parseDuration, secondNs } from '../../contract/duration.ts'
import type { Schedule, Task } from '../../contract/model.ts'
import { renderTask } from '../../contract/render-task.ts'
import { firstDifference } from '../flux-syntax.ts'
import type { Survey } from '../survey/survey.ts'
import { commentedMap, type Entry, quoted } from './commented-map.ts'
import { createKeys } from './keys.ts'
import type { Imported } from './token-entries.ts'

/** A Flux file that a contract names. */
export interface FluxFile {
  /** Relative to the contract. */
  readonly name: string
  readonly text: string
}

export interface ImportedTasks extends Imported {
  readonly files: readonly FluxFile[]
}

/**
 * Tasks, each with its script in a file beside the contract. @param base the files' names start with it; undefined: there is no place for
 * files, and tasks are left out.
 */
export function taskEntries({ tasks, buckets }: Survey, base: string | undefined): ImportedTasks {
  if (!tasks.ok) return { entries: [], files: [], left: [`tasks could not be read: ${tasks.reason}`] }
  const keyOf = createKeys('task')
  const names = buckets.map(({ record }) => record.name)
  const entries: Entry[] = []
  const files: FluxFile[] = []
  const left: string[] = []
  for (const record of tasks.value) {
    const leave = (why: string) => left.push(`task ${quoted(record.name)}: ${why}`)
    if (tasks.value.some((other) => other !== record && other.name === record.name)) {
      leave('another task has the same name')
      continue
    }
    if (base === undefined) {
      leave('its script needs a file; import with --out')
      continue
    }
    const schedule = scheduleOf(record)
    if (typeof schedule === 'string') {
      leave(schedule)
      continue
    }
    const from = bucketIn(record.flux, reads, names)
    const to = bucketIn(record.flux, writes, names)
    if (from === undefined || to === undefined) {
      leave(`its script does not name a bucket of this contract to ${from === undefined ? 'read' : 'write'}`)
      continue
    }
    const key = keyOf(record.name)
    const file = { name: `${base}.${key}.flux`, text: record.flux }
    const task: Task = {
      key,
      name: record.name,
      schedule,
      active: record.status === 'active',
      from: { key: from, name: from },
      to: { key: to, name: to },
      work: { kind: 'flux', path: file.name, text: file.text },
    }
    if (firstDifference(renderTask(task, { buckets: [] }), record.flux) !== undefined) {
      leave('its script would not come out the same')
      continue
    }
    files.push(file)
    entries.push(entryOf(task, { record, path: file.name }))
  }
  return { entries, files, left }
}

function entryOf(task: Task, { record, path }: { readonly record: TaskRecord; readonly path: string }): Entry {
  const { schedule } = task
  return {
    key: task.key,
    value: commentedMap([
      ...(task.name === task.key ? [] : [{ key: 'name', value: task.name }]),
      ...(record.description === undefined || record.description === ''
        ? []
        : [{ key: 'description', value: record.description }]),
      schedule.kind === 'every'
        ? { key: 'every', value: formatDuration(schedule.every) }
        : { key: 'cron', value: schedule.cron },
      ...(schedule.offset === 0n ? [] : [{ key: 'offset', value: formatDuration(schedule.offset) }]),
      ...(task.active ? [] : [{ key: 'active', value: false }]),
      { key: 'from', value: task.from.key },
      { key: 'to', value: task.to.key },
      { key: 'flux', value: path },
    ]),
  }
}

/** The schedule, or why a contract cannot say it. */
function scheduleOf({ every, cron, offset }: TaskRecord): Schedule | string {
  const late = offset === undefined || offset === '' ? 0n : parseDuration(offset)
  if (late === undefined || late % secondNs !== 0n)
    return `a contract has no word for the offset ${quoted(offset ?? '')}`
  if (every !== undefined && every !== '') {
    const parsed = parseDuration(every)
    return parsed === undefined || parsed <= 0n || parsed % secondNs !== 0n
      ? `a contract has no word for every ${quoted(every)}`
      : { kind: 'every', every: parsed, offset: late }
  }
  try {
    new Cron(cron ?? '', { paused: true })
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return `its cron expression ${quoted(cron ?? '')} is not understood: ${error.message}`
  }
  return { kind: 'cron', cron: cron ?? '', offset: late }
}

const reads = /\bfrom\s*\(\s*bucket\s*:\s*("(?:[^"\\]|\\.)*")/g
const writes = /\bto\s*\(\s*bucket\s*:\s*("(?:[^"\\]|\\.)*")/g

/** The first bucket that a script names in such a call and that is imported. */
function bucketIn(script: string, call: RegExp, names: readonly string[]): string | undefined {
  for (const [, text = ''] of script.matchAll(call)) {
    const name = text.slice(1, -1).replace(/\\(.)/g, '$1')
    if (names.includes(name)) return name
  }
  return undefined
}
