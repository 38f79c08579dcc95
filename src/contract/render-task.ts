import { formatDuration } from './duration.ts'
import { fluxString } from './flux-string.ts'
import type { AggregateColumn, AggregateWork, Contract, Schedule, Task } from './model.ts'

/**
 * The complete Flux script of a task: its `option task` comes from the contract, also where a Flux file brings one of its own,
 * so that schedule and script cannot disagree.
 */
export function renderTask(task: Task, contract: Pick<Contract, 'buckets'>): string {
  const { work } = task
  if (work.kind === 'aggregate') return renderAggregate(task, work)
  const text = work.text.replaceAll(/\{\{([^}]*)\}\}/g, (_, key: string) => {
    const name = contract.buckets.find((bucket) => bucket.key === key)?.name ?? key
    return fluxString(name).slice(1, -1)
  })
  return withOption(text, renderOption(task.name, task.schedule))
}

function renderOption(name: string, schedule: Schedule): string {
  const when =
    schedule.kind === 'every' ? `every: ${formatDuration(schedule.every)}` : `cron: ${fluxString(schedule.cron)}`
  const offset = schedule.offset === 0n ? '' : `, offset: ${formatDuration(schedule.offset)}`
  return `option task = {name: ${fluxString(name)}, ${when}${offset}}`
}

const ownOption = /^[ \t]*option\s+task\s*=\s*\{(?:"(?:\\.|[^"\\])*"|[^}"])*\}/m
const head = /^(?:[ \t]*(?:\/\/[^\n]*|(?:package|import)\b[^\n]*)?\n)*/

function withOption(text: string, option: string): string {
  if (ownOption.test(text)) return text.replace(ownOption, () => option)
  const start = head.exec(text)?.[0].length ?? 0
  return `${text.slice(0, start)}${option}\n\n${text.slice(start)}`
}

/**
 * Windows end at the last full `every` before now(), which in a run is the time it was scheduled for: a run that is late, or started by hand, never stores part of a window.
 * Points are stamped with the start of their window, as 1.x continuous queries stamp them.
 */
function renderAggregate({ name, schedule, from, to }: Task, work: AggregateWork): string {
  const every = formatDuration(work.every)
  const statements = work.columns.map((column) => renderColumn(column, { work, every, from: from.name, to: to.name }))
  return `import "date"

${renderOption(name, schedule)}

stop = date.truncate(t: now(), unit: ${every})
start = date.sub(d: ${formatDuration(work.range)}, from: stop)

${statements.join('\n')}`
}

/**
 * One statement for each field written: a read of one field has one type, where a read of several fails on the first string. `keep` drops the columns that the selectors min and
 * max carry along, which `to` would store as tags; `yield` gives each result the name of its own that a script with several results needs.
 */
function renderColumn(
  { field, fn, of }: AggregateColumn,
  { work, every, from, to }: { work: AggregateWork; every: string; from: string; to: string },
): string {
  const list = (names: readonly string[]) => `[${names.map(fluxString).join(', ')}]`
  return `from(bucket: ${fluxString(from)})
    |> range(start: start, stop: stop)
    |> filter(fn: (r) => r["_measurement"] == ${fluxString(work.measurement)} and r["_field"] == ${fluxString(of)})
    |> group(columns: ${list(work.by)})
    |> aggregateWindow(every: ${every}, fn: ${fn}, createEmpty: false, timeSrc: "_start")
    |> keep(columns: ${list(['_time', '_value', ...work.by])})
    |> set(key: "_measurement", value: ${fluxString(work.into)})
    |> set(key: "_field", value: ${fluxString(field)})
    |> to(bucket: ${fluxString(to)})
    |> yield(name: ${fluxString(field)})
`
}
