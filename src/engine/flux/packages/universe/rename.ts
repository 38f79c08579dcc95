import type { Args } from '../../interpreter/args.ts'
import { call } from '../../interpreter/call.ts'
import { FluxError } from '../../language/flux-error.ts'
import { GroupKey } from '../../table/group-key.ts'
import type { Table } from '../../table/table.ts'
import { TableCollector } from '../../table/table-collector.ts'
import { typeName } from '../../values/value.ts'
import type { BuiltinContext } from '../builtin.ts'
import { transformation } from '../transformation.ts'

interface RenameSpec {
  /** By old name; undefined: by function. */
  readonly names: ReadonlyMap<string, string> | undefined
  readonly rename: ((label: string) => string) | undefined
}

/** Gives columns other labels, by a record or by a function of the label. */
export const rename = transformation<RenameSpec>('rename', ['columns?', 'fn?'], {
  options: renameSpec,
  *stream(tables, spec) {
    const collector = new TableCollector()
    for (const table of tables) {
      const renamed = renameTable(table, spec)
      collector.add(renamed.key, renamed)
    }
    yield* collector.tables('sorted')
  },
})

function renameSpec(args: Args, { frame }: BuiltinContext): RenameSpec {
  const columns = args.has('columns') ? args.record('columns') : undefined
  const fn = args.has('fn') ? args.func('fn') : undefined
  if (columns === undefined && fn === undefined)
    throw new FluxError('rename error: neither column list nor map function provided')
  if (columns !== undefined && fn !== undefined)
    throw new FluxError('rename error: both column list and map function provided')
  if (fn !== undefined) {
    return {
      names: undefined,
      rename: (label) => {
        const made = call(fn, new Map([['column', label]]), { frame: { ...frame, row: true } })
        if (typeof made !== 'string') throw new FluxError(`rename function must return a string, got ${typeName(made)}`)
        return made
      },
    }
  }
  const names = new Map<string, string>()
  for (const [label, name] of columns?.fields ?? []) {
    if (typeof name !== 'string') throw new FluxError('rename error: columns object contains non-string value')
    names.set(label, name)
  }
  return { names, rename: undefined }
}

function renameTable(table: Table, { names, rename: byFunction }: RenameSpec): Table {
  for (const label of names?.keys() ?? []) {
    if (!table.columns.some((column) => column.label === label)) {
      throw new FluxError(`rename error: column "${label}" doesn't exist`)
    }
  }
  const nameOf = (label: string) => names?.get(label) ?? byFunction?.(label) ?? label
  const columns = table.columns.map((column) => column.renamed(nameOf(column.label)))
  const seen = new Set<string>()
  for (const [i, { label }] of columns.entries()) {
    if (seen.has(label)) {
      const old = table.columns[i]?.label ?? label
      throw new FluxError(`rename error: column "${old}" would be renamed to "${label}", which exists`)
    }
    seen.add(label)
  }
  const key = new GroupKey(table.key.columns.map((column) => ({ ...column, label: nameOf(column.label) })))
  return { key, columns, length: table.length }
}
