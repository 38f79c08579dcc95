import { parse } from '@influxdata/flux-lsp-node'

/** A node of the official parser's tree, without what says nothing about meaning. */
type SyntaxNode = string | number | boolean | null | readonly SyntaxNode[] | { readonly [key: string]: SyntaxNode }

/** Where a script stands, how it is laid out and commented, and by what it was parsed. */
const meaningless: ReadonlySet<string> = new Set(['location', 'comments', 'metadata', 'tp', 'eof', 'lparen', 'rparen'])

/** Properties of `option task` that have checks of their own. */
const scheduling: ReadonlySet<string> = new Set(['name', 'every', 'cron', 'offset'])

/** What differs first between two Flux scripts, as they stand there; undefined when both mean the same. Layout, comments, name and schedule do not count. */
export function firstDifference(
  expected: string,
  found: string,
): { readonly expected: string; readonly found: string } | undefined {
  const left = statementsOf(expected)
  const right = statementsOf(found)
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const a = left[at]
    const b = right[at]
    if (a?.tree === b?.tree) continue
    return { expected: a?.source ?? 'the end of the script', found: b?.source ?? 'the end of the script' }
  }
  return undefined
}

interface Statement {
  readonly tree: string
  readonly source: string
}

function statementsOf(script: string): Statement[] {
  const file = parse(script) as { readonly imports?: readonly unknown[]; readonly body?: readonly unknown[] }
  return [...(file.imports ?? []), ...(file.body ?? [])].flatMap((node) => {
    const tree = strip(node)
    return isEmptyTaskOption(tree) ? [] : [{ tree: JSON.stringify(tree), source: oneLine(sourceOf(node)) }]
  })
}

function strip(node: unknown): SyntaxNode {
  if (Array.isArray(node)) return node.map(strip)
  if (typeof node !== 'object' || node === null) return node as SyntaxNode
  const entries = Object.entries(node).filter(([key]) => !meaningless.has(key))
  const copy: Record<string, SyntaxNode> = Object.fromEntries(entries.map(([key, value]) => [key, strip(value)]))
  return isTaskAssignment(copy) ? withoutScheduling(copy) : copy
}

function isTaskAssignment(node: Readonly<Record<string, SyntaxNode>>): boolean {
  return node.type === 'VariableAssignment' && nameOf(node.id) === 'task'
}

function withoutScheduling(node: Record<string, SyntaxNode>): SyntaxNode {
  const { init } = node
  if (init === null || typeof init !== 'object' || !('properties' in init) || !Array.isArray(init.properties))
    return node
  const properties = init.properties.filter((one: SyntaxNode) => !scheduling.has(keyOfProperty(one)))
  return { ...node, init: { ...init, properties } }
}

function isEmptyTaskOption(tree: SyntaxNode): boolean {
  const text = JSON.stringify(tree)
  return (
    text.startsWith('{"type":"OptionStatement"') && text.includes('"name":"task"') && text.includes('"properties":[]')
  )
}

function keyOfProperty(node: SyntaxNode): string {
  return node !== null && typeof node === 'object' && 'key' in node ? nameOf(node.key) : ''
}

function nameOf(node: SyntaxNode | undefined): string {
  if (node === null || typeof node !== 'object' || Array.isArray(node)) return ''
  const { name, value } = node as { readonly name?: SyntaxNode; readonly value?: SyntaxNode }
  return String(name ?? value ?? '')
}

function sourceOf(node: unknown): string {
  const { location } = node as { readonly location?: { readonly source?: string } }
  return location?.source ?? ''
}

function oneLine(source: string): string {
  return source.replace(/\s+/g, ' ').slice(0, 200)
}
