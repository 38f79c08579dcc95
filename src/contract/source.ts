import type { Document, ParsedNode } from 'yaml'
import { isAlias, isMap, isPair, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'
import type { Position } from './model.ts'
import { type Path, pathKey } from './position.ts'
import type { Problem } from './problem.ts'

/** A YAML file as plain data, with the place of every value. */
export interface Source {
  readonly file: string
  readonly data: unknown
  /** Scalars: the value's place. Maps and lists: their key's. */
  readonly positions: ReadonlyMap<string, Position>
  /** The place of each key itself. */
  readonly keyPositions: ReadonlyMap<string, Position>
}

/** Parses YAML 1.2 with anchors and merge keys; duplicate keys and syntax errors are problems, all at once. */
export function readSource(text: string, file: string): Source | { readonly problems: readonly Problem[] } {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, merge: true, prettyErrors: false })
  const place = (offset: number): Position => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  if (document.errors.length > 0) {
    return {
      problems: document.errors.map((error) => ({
        file,
        ...place(error.pos[0]),
        path: '',
        expected: 'valid YAML',
        found: `${error.message.trim()} (${error.code})`,
      })),
    }
  }
  try {
    return { file, data: document.toJS(), ...collectPositions(document, place) }
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error)
    return { problems: [{ file, line: 1, column: 1, path: '', expected: 'YAML with aliases that resolve', found }] }
  }
}

function collectPositions(
  document: Document.Parsed,
  place: (offset: number) => Position,
): Pick<Source, 'positions' | 'keyPositions'> {
  const positions = new Map<string, Position>()
  const keyPositions = new Map<string, Position>()
  const visit = (node: unknown, path: Path, key: Position | undefined): void => {
    const id = pathKey(path)
    const target = isAlias(node) ? node.resolve(document) : node
    const own = rangeStart(node)
    const shown = isScalar(target)
      ? own === undefined
        ? key
        : place(own)
      : (key ?? (own === undefined ? undefined : place(own)))
    if (shown !== undefined && !positions.has(id)) positions.set(id, shown)
    if (isMap(target)) {
      for (const pair of target.items) visitPair(pair, path)
    } else if (isSeq(target)) {
      target.items.forEach((item, index) => {
        const start = rangeStart(item)
        visit(item, [...path, index], start === undefined ? undefined : place(start))
      })
    }
  }
  const visitPair = (pair: unknown, path: Path): void => {
    if (!isPair(pair) || !isScalar(pair.key)) return
    const start = rangeStart(pair.key)
    const key = start === undefined ? undefined : place(start)
    // Merged keys stand behind the map's own ones, whose places are already taken.
    if (pair.key.source === '<<') {
      const sources = isSeq(pair.value) ? pair.value.items : [pair.value]
      for (const source of sources) visit(source, path, key)
      return
    }
    const child = [...path, String(pair.key.value)]
    if (key !== undefined && !keyPositions.has(pathKey(child))) keyPositions.set(pathKey(child), key)
    visit(pair.value, child, key)
  }
  visit(document.contents, [], { line: 1, column: 1 })
  return { positions, keyPositions }
}

function rangeStart(node: unknown): number | undefined {
  return (node as ParsedNode | null | undefined)?.range?.[0]
}
