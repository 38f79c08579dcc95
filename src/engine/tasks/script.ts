import type { Expression, File, ObjectExpression, Property } from '../flux/language/ast.ts'
import { loadCompiler } from '../flux/language/compiler.ts'
import { ApiError } from '../http/api-error.ts'
import { durationText, type FluxDuration, validateOptions } from './options.ts'

/** What `option task = {…}` says, as the server stores it. */
export interface TaskOptions {
  readonly name: string
  /** As written: `1h`, `1mo`. */
  readonly every?: string
  readonly cron?: string
  readonly offset?: string
}

interface Faulty {
  readonly location?: { start: { line: number; column: number }; end: { line: number; column: number } }
  readonly errors?: readonly { readonly msg: string }[]
  readonly type?: string
  readonly text?: string
}

function faultOf(node: Faulty): string | undefined {
  const { location } = node
  if (location === undefined) return undefined
  const range = `${location.start.line}:${location.start.column}-${location.end.line}:${location.end.column}`
  if (node.type === 'BadStatement') return `loc ${range}: invalid statement @${range}: ${node.text ?? ''}`
  const [error] = node.errors ?? []
  return error === undefined ? undefined : `loc ${range}: ${error.msg}`
}

/** The first fault of syntax in a tree, outermost first, in the words of the server; undefined: it parses. */
export function syntaxFault(node: unknown): string | undefined {
  if (typeof node !== 'object' || node === null) return undefined
  if (Array.isArray(node)) {
    for (const one of node) {
      const found = syntaxFault(one)
      if (found !== undefined) return found
    }
    return undefined
  }
  return faultOf(node) ?? syntaxFault(Object.values(node))
}

const keyName = ({ key }: Property) => (key.type === 'StringLiteral' ? key.value : key.name)

/** The object of the task option, and an error where there is none or more than one. */
function taskObject(file: File): ObjectExpression {
  const found = file.body.flatMap((statement): ObjectExpression[] => {
    if (statement.type !== 'OptionStatement' || statement.assignment.type !== 'VariableAssignment') return []
    const { id, init } = statement.assignment
    return id.name === 'task' && init.type === 'ObjectExpression' ? [init] : []
  })
  const [first] = found
  if (first === undefined) throw new ApiError('invalid', 'no task options defined')
  if (found.length > 1) throw new ApiError('invalid', 'multiple task options defined')
  return first
}

const unreadable = (field: string) => new ApiError('invalid', `failed to parse field '${field}' in task options`)

function textOf(value: Expression | null, field: string): string {
  if (value?.type !== 'StringLiteral') throw unreadable(field)
  return value.value
}

function integerOf(value: Expression | null, field: string): number {
  if (value?.type !== 'IntegerLiteral') throw unreadable(field)
  return Number(value.value)
}

function durationOf(value: Expression | null, field: string): FluxDuration {
  if (value?.type === 'DurationLiteral') return { negative: false, parts: value.values }
  if (field === 'offset' && value?.type === 'UnaryExpression' && value.operator === '-') {
    return { ...durationOf(value.argument, field), negative: true }
  }
  throw unreadable(field)
}

function readOptions(file: File): TaskOptions {
  const properties = new Map((taskObject(file).properties ?? []).map((one) => [keyName(one), one.value]))
  const read = <T>(field: string, as: (value: Expression | null, field: string) => T): T | undefined => {
    const value = properties.get(field)
    return value === undefined ? undefined : as(value, field)
  }
  if (!properties.has('name')) throw new ApiError('invalid', 'missing required option: name')
  const name = textOf(properties.get('name') ?? null, 'name')
  const hasCron = properties.has('cron')
  if (hasCron && properties.has('every')) {
    throw new ApiError('invalid', 'cannot use both cron and every in task options')
  }
  if (!hasCron && !properties.has('every')) throw new ApiError('invalid', 'missing required option: cron or every')
  const cron = read('cron', textOf)
  const every = read('every', durationOf)
  const offset = read('offset', durationOf)
  const concurrency = read('concurrency', integerOf)
  const retry = read('retry', integerOf)
  validateOptions({ name, cron, every, offset, concurrency, retry })
  return {
    name,
    ...(every === undefined ? {} : { every: durationText(every) }),
    ...(cron === undefined ? {} : { cron }),
    ...(offset === undefined ? {} : { offset: durationText(offset) }),
  }
}

/** Reads the options of a task's script. Throws ApiError with the server's words, without the caller's prefix. */
export async function readTaskScript(flux: string): Promise<TaskOptions> {
  const compiler = await loadCompiler()
  const file = compiler.parse(flux)
  const fault = syntaxFault(file)
  if (fault !== undefined) throw new ApiError('internal error', fault)
  return readOptions(file)
}

/** Options that PATCH sets beside the script. */
export interface OptionChange {
  readonly name?: string
  readonly every?: string
  readonly cron?: string
  readonly offset?: string
}

/** The script with changed options, formatted by the compiler as the server does; ends with a newline. */
export async function rewriteTaskScript(flux: string, change: OptionChange): Promise<string> {
  const compiler = await loadCompiler()
  const file = structuredClone(compiler.parse(flux)) as File
  const object: { properties?: readonly Property[] } = taskObject(file)
  const parsed = compiler.parse(`option task = ${optionObject(change)}`)
  const set = new Map((taskObject(parsed).properties ?? []).map((one) => [keyName(one), one]))
  const dropped = change.cron !== undefined ? 'every' : change.every !== undefined ? 'cron' : undefined
  const kept = (object.properties ?? []).flatMap((property): Property[] => {
    const name = keyName(property)
    const replacement = set.get(name) ?? (name === dropped ? set.get(name === 'every' ? 'cron' : 'every') : undefined)
    if (replacement === undefined) return name === dropped ? [] : [property]
    set.delete(keyName(replacement))
    return [replacement]
  })
  object.properties = [...kept, ...set.values()]
  return compiler.format(file)
}

function optionObject({ name, every, cron, offset }: OptionChange): string {
  const parts = [
    ...(name === undefined ? [] : [`name: ${JSON.stringify(name)}`]),
    ...(every === undefined ? [] : [`every: ${every}`]),
    ...(cron === undefined ? [] : [`cron: ${JSON.stringify(cron)}`]),
    ...(offset === undefined ? [] : [`offset: ${offset}`]),
  ]
  return `{${parts.join(', ')}}`
}
