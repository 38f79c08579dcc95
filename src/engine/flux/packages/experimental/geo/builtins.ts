import type { Args } from '../../../interpreter/args.ts'
import type { Runtime } from '../../../interpreter/runtime.ts'
import { FluxError } from '../../../language/flux-error.ts'
import { FluxRecord, type Value } from '../../../values/value.ts'
import { builtin } from '../../builtin.ts'
import { cellAt, cellOfToken, centerOf, parentOf, tokenOf } from './cell.ts'
import { contains, distance, lengthOf, unitsPerRadian } from './measures.ts'
import { shapeOf } from './shapes.ts'

function perRadian(args: Args, runtime: Runtime): number {
  return unitsPerRadian(args.optional('units') ?? runtime.option('experimental/geo.units'))
}

const region = (args: Args) => shapeOf(args.value('region'), 'region')
const geometry = (args: Args) => shapeOf(args.value('geometry'), 'geometry')

export const stContains = builtin('stContains', ['region', 'geometry', 'units?'], (args, { runtime }) =>
  contains(region(args), geometry(args), perRadian(args, runtime)),
)

/** The distance from a region to a geometry, 0 inside of it. */
export const stDistance = builtin('stDistance', ['region', 'geometry', 'units?'], (args, { runtime }) => {
  const scale = perRadian(args, runtime)
  return distance(region(args), geometry(args), scale) * scale
})

export const stDWithin = builtin('ST_DWithin', ['region', 'geometry', 'distance', 'units?'], (args, { runtime }) => {
  const scale = perRadian(args, runtime)
  return distance(region(args), geometry(args), scale) * scale <= args.float('distance')
})

export const stIntersects = builtin('ST_Intersects', ['region', 'geometry', 'units?'], (args, { runtime }) => {
  return distance(region(args), geometry(args), perRadian(args, runtime)) <= 0
})

export const stLength = builtin('stLength', ['geometry', 'units?'], (args, { runtime }) => {
  return lengthOf(geometry(args)) * perRadian(args, runtime)
})

/** The name of the cell that holds a point, or another cell. */
export const s2CellIDToken = builtin('s2CellIDToken', ['token?', 'point?', 'level'], (args) => {
  const level = Number(args.int('level'))
  if (level < 1 || level > 30) throw new FluxError('level value must be [1, 30]')
  if (args.has('token')) {
    const cell = cellOfToken(args.string('token'))
    if (level > cell.level) throw new FluxError('requested level greater then current level')
    return tokenOf(parentOf(cell, level))
  }
  const point = shapeOf(args.value('point'), 'point')
  if (point.kind !== 'point') throw new FluxError('unsupported point specified - must be a record of lat and lon')
  return tokenOf(cellAt(point.at, level))
})

export const s2CellLatLon = builtin('s2CellLatLon', ['token'], (args) => {
  const { lat, lon } = centerOf(cellOfToken(args.string('token')))
  return new FluxRecord(
    new Map<string, Value>([
      ['lat', lat],
      ['lon', lon],
    ]),
  )
})

export const getLevel = builtin('getLevel', ['token'], (args) => BigInt(cellOfToken(args.string('token')).level))
