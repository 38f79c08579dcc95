import { FluxError } from '../../../language/flux-error.ts'
import { type LatLon, toLatLon, toVector, type Vector } from './vector.ts'

/** A cell of the S2 grid: one of six faces of a cube, quartered `level` times along a Hilbert curve. */
export interface Cell {
  readonly face: number
  readonly level: number
  /** Two bits a level: which quarter along the curve. */
  readonly path: bigint
}

const maxLevel = 30

/** The quarter (two bits: i, j) at each place of the curve, by its orientation (1: axes swapped, 2: reversed). */
const quarters: readonly [readonly number[], ...(readonly number[])[]] = [
  [0, 1, 3, 2],
  [0, 2, 3, 1],
  [3, 2, 0, 1],
  [3, 1, 0, 2],
]
const turns = [1, 0, 0, 3] as const

/** The cell of a level that holds a place. */
export function cellAt(place: LatLon, level: number): Cell {
  const { face, u, v } = faceOf(toVector(place))
  const i = cellIndex(u)
  const j = cellIndex(v)
  let orientation = face & 1
  let path = 0n
  for (let bit = maxLevel - 1; bit >= maxLevel - level; bit--) {
    const quarter = (((i >> bit) & 1) << 1) | ((j >> bit) & 1)
    const position = (quarters[orientation] ?? quarters[0]).indexOf(quarter)
    path = (path << 2n) | BigInt(position)
    orientation ^= turns[position] ?? 0
  }
  return { face, level, path }
}

/** The middle of a cell. */
export function centerOf({ face, level, path }: Cell): LatLon {
  let [i, j] = [0, 0]
  let orientation = face & 1
  for (let step = level - 1; step >= 0; step--) {
    const position = Number((path >> BigInt(2 * step)) & 3n)
    const quarter = quarters[orientation]?.[position] ?? 0
    i = i * 2 + (quarter >> 1)
    j = j * 2 + (quarter & 1)
    orientation ^= turns[position] ?? 0
  }
  const size = 2 ** level
  return toLatLon(pointOf(face, stretched((i + 0.5) / size), stretched((j + 0.5) / size)))
}

/** The cell of a level that holds a cell. */
export function parentOf(cell: Cell, level: number): Cell {
  return { ...cell, level, path: cell.path >> BigInt(2 * (cell.level - level)) }
}

/** The name of a cell: hexadecimal digits without zeros at the end. */
export function tokenOf({ face, level, path }: Cell): string {
  const shift = BigInt(2 * (maxLevel - level))
  const id = (BigInt(face) << 61n) | (path << (shift + 1n)) | (1n << shift)
  return id.toString(16).padStart(16, '0').replace(/0+$/, '')
}

/** The cell of a name. */
export function cellOfToken(token: string): Cell {
  const id = /^[\da-f]{1,16}$/i.test(token) ? BigInt(`0x${token.padEnd(16, '0')}`) : 0n
  const marker = id & -id
  const zeros = marker.toString(2).length - 1
  if (id === 0n || zeros % 2 !== 0 || zeros > 60 || id >> 61n > 5n) {
    throw new FluxError(`invalid token specified: ${token}`)
  }
  const level = maxLevel - zeros / 2
  return { face: Number(id >> 61n), level, path: (id & ((1n << 61n) - 1n)) >> BigInt(zeros + 1) }
}

/** The face a point lies on, and where. */
function faceOf([x, y, z]: Vector): { face: number; u: number; v: number } {
  const sizes = [Math.abs(x), Math.abs(y), Math.abs(z)]
  const axis = sizes.indexOf(Math.max(...sizes))
  switch ([x, y, z].map((one) => one < 0)[axis] ? axis + 3 : axis) {
    case 0:
      return { face: 0, u: y / x, v: z / x }
    case 1:
      return { face: 1, u: -x / y, v: z / y }
    case 2:
      return { face: 2, u: -x / z, v: -y / z }
    case 3:
      return { face: 3, u: z / x, v: y / x }
    case 4:
      return { face: 4, u: z / y, v: -x / y }
    default:
      return { face: 5, u: -y / z, v: -x / z }
  }
}

function pointOf(face: number, u: number, v: number): Vector {
  const points: readonly Vector[] = [
    [1, u, v],
    [-u, 1, v],
    [-u, -v, 1],
    [-1, -v, -u],
    [v, -1, -u],
    [v, u, -1],
  ]
  return points[face] ?? [1, u, v]
}

/** The quadratic projection that makes cells of like size, and its inverse in whole cells. */
function stretched(s: number): number {
  return s >= 0.5 ? (4 * s * s - 1) / 3 : (1 - 4 * (1 - s) ** 2) / 3
}

function cellIndex(u: number): number {
  const s = u >= 0 ? 0.5 * Math.sqrt(1 + 3 * u) : 1 - 0.5 * Math.sqrt(1 - 3 * u)
  return Math.max(0, Math.min(2 ** maxLevel - 1, Math.floor(s * 2 ** maxLevel)))
}
