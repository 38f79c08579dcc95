import { FluxError } from '../../../language/flux-error.ts'
import { FluxRecord, type Value } from '../../../values/value.ts'
import type { Shape } from './shapes.ts'
import { angle, angleToEdge, cross, dot, type LatLon, toVector, type Vector } from './vector.ts'

const earthRadiusKm = 6371.01
const metresOf: Readonly<Record<string, number>> = { m: 1, km: 1000, mile: 1609.344 }

/** The length of a radian on the ground, in the unit of a `units` record; default: kilometres. */
export function unitsPerRadian(units: Value | undefined): number {
  const name = units instanceof FluxRecord ? units.get('distance') : 'km'
  const metres = typeof name === 'string' ? metresOf[name] : undefined
  if (metres === undefined) throw new FluxError('invalid units specified - distance must be m, km or mile')
  return (earthRadiusKm * 1000) / metres
}

/** The length of a line, radians. */
export function lengthOf(shape: Shape): number {
  if (shape.kind !== 'line') return 0
  const points = shape.points.map(toVector)
  return edges(points).reduce((sum, [from, to]) => sum + angle(from, to), 0)
}

/** The least angle between two shapes, radians; `perRadian` reads the radius of circles. */
export function distance(region: Shape, geometry: Shape, perRadian: number): number {
  if (placesOf(geometry).some((place) => covers(region, place, perRadian))) return 0
  if (region.kind === 'circle') {
    const toCenter = distance({ kind: 'point', at: region.at }, geometry, perRadian)
    return Math.max(0, toCenter - region.radius / perRadian)
  }
  const here = placesOf(region).map(toVector)
  const there = placesOf(geometry).map(toVector)
  const found = [
    ...there.flatMap((point) => outline(region, here).map(([from, to]) => angleToEdge(point, from, to))),
    ...here.flatMap((point) => outline(geometry, there).map(([from, to]) => angleToEdge(point, from, to))),
  ]
  return Math.min(...found)
}

/** Whether a region holds a shape whole. */
export function contains(region: Shape, geometry: Shape, perRadian: number): boolean {
  return placesOf(geometry).every((place) => covers(region, place, perRadian))
}

function covers(region: Shape, place: LatLon, perRadian: number): boolean {
  switch (region.kind) {
    case 'box': {
      const { min, max } = region
      const between =
        min.lon <= max.lon ? place.lon >= min.lon && place.lon <= max.lon : place.lon >= min.lon || place.lon <= max.lon
      return between && place.lat >= min.lat && place.lat <= max.lat
    }
    case 'circle':
      return angle(toVector(place), toVector(region.at)) * perRadian <= region.radius
    case 'polygon':
      return insidePolygon(region.points.map(toVector), toVector(place))
    default:
      return false
  }
}

/** Whether a point sees the corners turn once around it. */
function insidePolygon(corners: readonly Vector[], point: Vector): boolean {
  let turned = 0
  for (const [from, to] of edges([...corners, ...corners.slice(0, 1)])) {
    const a = cross(point, from)
    const b = cross(point, to)
    turned += Math.atan2(dot(point, cross(a, b)), dot(a, b))
  }
  return Math.abs(turned) > Math.PI
}

function placesOf(shape: Shape): readonly LatLon[] {
  switch (shape.kind) {
    case 'point':
    case 'circle':
      return [shape.at]
    case 'box': {
      const { min, max } = shape
      return [min, { lat: min.lat, lon: max.lon }, max, { lat: max.lat, lon: min.lon }]
    }
    default:
      return shape.points
  }
}

function outline({ kind }: Shape, points: readonly Vector[]): (readonly [Vector, Vector])[] {
  if (points.length < 2) return points.map((point) => [point, point] as const)
  return kind === 'line' ? edges(points) : edges([...points, ...points.slice(0, 1)])
}

function edges(points: readonly Vector[]): (readonly [Vector, Vector])[] {
  return points.slice(1).map((to, i) => [points[i] ?? to, to] as const)
}
