import type { Args } from '../../interpreter/args.ts'
import { call } from '../../interpreter/call.ts'
import { FluxError } from '../../language/flux-error.ts'
import { GroupKey } from '../../table/group-key.ts'
import type { Table } from '../../table/table.ts'
import { TableCollector } from '../../table/table-collector.ts'
import type { FluxFunction } from '../../values/value.ts'
import type { Builtin, BuiltinContext } from '../builtin.ts'
import { transformation } from '../transformation.ts'
import { regroup } from './group.ts'

export interface ColumnChoice {
  readonly columns: readonly string[] | undefined
  readonly predicate: ((column: string) => boolean) | undefined
}

/** Removes columns, named or chosen by a predicate of their name. */
export const drop = choosing('drop', false)

/** Removes all other columns. */
export const keep = choosing('keep', true)

function choosing(name: 'drop' | 'keep', kept: boolean): Builtin {
  return transformation<ColumnChoice>(name, ['columns?', 'fn?'], {
    options: (args, context) => choiceOf(name, args, context),
    *stream(tables, { columns, predicate }) {
      const collector = new TableCollector()
      const chosen = (label: string) => columns?.includes(label) ?? predicate?.(label) ?? false
      for (const table of tables) restrict(table, (label) => chosen(label) === kept, collector)
      yield* collector.tables('sorted')
    },
  })
}

function choiceOf(name: string, args: Args, context: BuiltinContext): ColumnChoice {
  const columns = args.has('columns') ? args.strings('columns') : undefined
  const fn = args.has('fn') ? args.func('fn') : undefined
  if (columns === undefined && fn === undefined) {
    throw new FluxError(`${name} error: neither column list nor predicate function provided`)
  }
  if (columns !== undefined && fn !== undefined)
    throw new FluxError(`${name} error: both column list and predicate provided`)
  return { columns, predicate: fn === undefined ? undefined : predicateOf(fn, context) }
}

function predicateOf(fn: FluxFunction, { frame }: BuiltinContext): (column: string) => boolean {
  const answers = new Map<string, boolean>()
  return (column) => {
    let answer = answers.get(column)
    if (answer === undefined) {
      answer = call(fn, new Map([['column', column]]), { frame: { ...frame, row: true } }) === true
      answers.set(column, answer)
    }
    return answer
  }
}

function restrict(table: Table, isKept: (label: string) => boolean, collector: TableCollector): void {
  const columns = table.columns.filter(({ label }) => isKept(label))
  if (columns.length === 0) {
    collector.add(new GroupKey([]), { key: new GroupKey([]), columns: [], length: 0 })
    return
  }
  const key = columns.filter(({ label }) => table.key.has(label))
  regroup({ key: table.key, columns, length: table.length }, key, collector)
}
