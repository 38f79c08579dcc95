import type { Contract, Position } from './model.ts'

/** A place in the contract: keys and list indexes from the top. */
export type Path = readonly (string | number)[]

/** The key of a path in `Contract.positions`: segments percent-encoded, joined by `/`. */
export function pathKey(path: Path): string {
  return path.map((segment) => encodeURIComponent(String(segment).toWellFormed())).join('/')
}

/** Where a value stands, else its nearest parent, else the top of the file. */
export function nearestPosition(positions: ReadonlyMap<string, Position>, path: Path): Position {
  for (let length = path.length; length >= 0; length--) {
    const position = positions.get(pathKey(path.slice(0, length)))
    if (position !== undefined) return position
  }
  return { line: 1, column: 1 }
}

/** Where a value of the contract stands in its file. Of a map or list, the place of its key. */
export function positionOf(contract: Contract, path: Path): Position {
  return nearestPosition(contract.positions, path)
}
