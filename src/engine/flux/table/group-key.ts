import type { ColumnType } from '../values/value.ts'
import type { Cell } from './column.ts'

export interface KeyColumn {
  readonly label: string
  readonly type: ColumnType
  readonly value: Cell
}

/** What the rows of a table have in common. */
export class GroupKey {
  /** In the order in which they came into the key: aggregates write them so. */
  readonly columns: readonly KeyColumn[]
  #sorted: readonly KeyColumn[] | undefined
  #id: string | undefined

  constructor(columns: readonly KeyColumn[]) {
    this.columns = columns
  }

  /** By label: how keys are compared. */
  get sorted(): readonly KeyColumn[] {
    this.#sorted ??= this.columns.toSorted((a, b) => compareStrings(a.label, b.label))
    return this.#sorted
  }

  /** Equal for equal keys. */
  get id(): string {
    if (this.#id === undefined) {
      let id = ''
      for (const { label, type, value } of this.sorted) {
        id += `${label}\u0000${type}${value === null ? '' : '='}${value}\u0001`
      }
      this.#id = id
    }
    return this.#id
  }

  has(label: string): boolean {
    return this.columns.some((column) => column.label === label)
  }

  get(label: string): KeyColumn | undefined {
    return this.columns.find((column) => column.label === label)
  }
}

/** The order in which a real server keeps tables of a new key: by label, type, then value, nulls first. */
export function compareKeys(a: GroupKey, b: GroupKey): number {
  const length = Math.min(a.sorted.length, b.sorted.length)
  for (let i = 0; i < length; i++) {
    const left = a.sorted[i]
    const right = b.sorted[i]
    if (left === undefined || right === undefined) break
    if (left.label !== right.label) return left.label < right.label ? -1 : 1
    if (left.type !== right.type) return left.type < right.type ? -1 : 1
    const order = compareCells(left.value, right.value)
    if (order !== 0) return order
  }
  return a.sorted.length - b.sorted.length
}

const encoder = new TextEncoder()

/** Orders cells of one type: nulls first, false before true, strings by their UTF-8 bytes, NaN before numbers. */
export function compareCells(a: Cell, b: Cell): number {
  if (a === b) return 0
  if (a === null) return -1
  if (b === null) return 1
  if (typeof a === 'string' && typeof b === 'string') return compareStrings(a, b)
  if (a < b) return -1
  if (a > b) return 1
  if (typeof a === 'number' && typeof b === 'number') return Number(Number.isNaN(b)) - Number(Number.isNaN(a))
  return 0
}

/** By UTF-8 bytes: the order of UTF-16 unless the first difference is at a surrogate. */
export function compareStrings(a: string, b: string): number {
  if (a === b) return 0
  const length = Math.min(a.length, b.length)
  for (let index = 0; index < length; index++) {
    const left = a.charCodeAt(index)
    const right = b.charCodeAt(index)
    if (left === right) continue
    if (isSurrogate(left) || isSurrogate(right)) return Buffer.compare(encoder.encode(a), encoder.encode(b))
    return left < right ? -1 : 1
  }
  return a.length < b.length ? -1 : 1
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff
}
