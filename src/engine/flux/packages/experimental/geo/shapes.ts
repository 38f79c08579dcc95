import { FluxError } from '../../../language/flux-error.ts'
import { FluxArray, FluxRecord, type Value } from '../../../values/value.ts'
import type { LatLon } from './vector.ts'

/** What a region or a geometry is: its record's labels tell. */
export type Shape =
  | { readonly kind: 'point'; readonly at: LatLon }
  | { readonly kind: 'circle'; readonly at: LatLon; readonly radius: number }
  | { readonly kind: 'box'; readonly min: LatLon; readonly max: LatLon }
  | { readonly kind: 'polygon'; readonly points: readonly LatLon[] }
  | { readonly kind: 'line'; readonly points: readonly LatLon[] }

/** The shape in a record of `lat` and `lon`, with `radius`, of `minLat`…, of `points`, or of `linestring`. */
export function shapeOf(value: Value, name: string): Shape {
  if (value instanceof FluxRecord) {
    const number = (label: string) => {
      const one = value.get(label)
      return typeof one === 'number' ? one : undefined
    }
    const points = value.get('points')
    if (points instanceof FluxArray)
      return { kind: 'polygon', points: points.elements.map((one) => placeOf(one, name)) }
    const line = value.get('linestring')
    if (typeof line === 'string') return { kind: 'line', points: lineOf(line) }
    const [minLat, maxLat, minLon, maxLon] = ['minLat', 'maxLat', 'minLon', 'maxLon'].map(number)
    if (minLat !== undefined && maxLat !== undefined && minLon !== undefined && maxLon !== undefined) {
      return { kind: 'box', min: { lat: minLat, lon: minLon }, max: { lat: maxLat, lon: maxLon } }
    }
    const at = placeOf(value, name)
    const radius = number('radius')
    return radius === undefined ? { kind: 'point', at } : { kind: 'circle', at, radius }
  }
  throw new FluxError(`unsupported ${name} specified - must be a box, circle, point, polygon or linestring`)
}

function placeOf(value: Value, name: string): LatLon {
  const lat = value instanceof FluxRecord ? value.get('lat') : undefined
  const lon = value instanceof FluxRecord ? value.get('lon') : undefined
  if (typeof lat === 'number' && typeof lon === 'number') return { lat, lon }
  throw new FluxError(`unsupported ${name} specified - must be a box, circle, point, polygon or linestring`)
}

/** Places from `lon lat, lon lat, …`. */
function lineOf(text: string): LatLon[] {
  return text.split(',').map((pair) => {
    const [lon, lat] = pair.trim().split(/\s+/).map(Number)
    if (lat === undefined || lon === undefined || Number.isNaN(lat) || Number.isNaN(lon)) {
      throw new FluxError(`invalid linestring: "${text}"`)
    }
    return { lat, lon }
  })
}
