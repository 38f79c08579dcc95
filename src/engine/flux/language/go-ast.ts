import type { File } from './ast.ts'

type Node = Readonly<Record<string, unknown>>

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The type of a node that the compiler's own JSON leaves unsaid, because only one fits there. */
function impliedType(node: Node): string | undefined {
  if ('callee' in node) return 'CallExpression'
  if ('object' in node && 'property' in node) return 'MemberExpression'
  return typeof node.name === 'string' && 'location' in node ? 'Identifier' : undefined
}

function withTypes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withTypes)
  if (!isNode(value)) return value
  const type = value.type ?? impliedType(value)
  const entries = Object.entries(value).map(([key, one]) => [key, key === 'location' ? one : withTypes(one)] as const)
  return { ...(type === undefined ? {} : { type }), ...Object.fromEntries(entries) }
}

/** A script's tree as the server's JSON has it: a package of one file, the type said of every node. */
export function packageOf(file: File): unknown {
  const tree = withTypes(file) as Node
  const imports = Array.isArray(tree.imports) && tree.imports.length > 0 ? tree.imports : null
  return { type: 'Package', package: 'main', files: [{ ...tree, imports }] }
}

/** A fault of syntax, at the node that has it. */
export interface SyntaxFault {
  readonly message: string
  /** As the server writes it: `1:1-1:17`. Absent: the tree as a whole cannot be read. */
  readonly range?: string
  readonly line: number
  readonly column: number
}

/** The faults of a tree, outer nodes first. */
export function syntaxFaults(file: File): SyntaxFault[] {
  const faults: SyntaxFault[] = []
  const unreadable = visit(file, faults)
  return unreadable === undefined ? faults : [{ message: unreadable, line: 0, column: 0 }]
}

function visit(value: unknown, faults: SyntaxFault[]): string | undefined {
  if (Array.isArray(value)) return value.map((one) => visit(one, faults)).find((one) => one !== undefined)
  if (!isNode(value)) return undefined
  if (value.operator === '<INVALID_OP>') return 'unknown operator "<INVALID_OP>"'
  const { start, end } = (value.location ?? {}) as Record<string, { line: number; column: number } | undefined>
  const at = {
    line: start?.line ?? 0,
    column: start?.column ?? 0,
    range: `${start?.line}:${start?.column}-${end?.line}:${end?.column}`,
  }
  if (value.type === 'BadStatement') faults.push({ message: `invalid statement: ${value.text}`, ...at })
  for (const error of Array.isArray(value.errors) ? value.errors : []) {
    if (isNode(error)) faults.push({ message: String(error.msg), ...at })
  }
  const inner = Object.entries(value).map(([key, one]) =>
    key === 'location' || key === 'errors' ? undefined : visit(one, faults),
  )
  return inner.find((one) => one !== undefined)
}
