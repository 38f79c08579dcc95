/** A place in degrees. */
export interface LatLon {
  readonly lat: number
  readonly lon: number
}

/** A point of the unit sphere. */
export type Vector = readonly [x: number, y: number, z: number]

const degree = Math.PI / 180

/** The point of the sphere at a place. */
export function toVector({ lat, lon }: LatLon): Vector {
  const radius = Math.cos(lat * degree)
  return [radius * Math.cos(lon * degree), radius * Math.sin(lon * degree), Math.sin(lat * degree)]
}

/** The place of a point, which need not lie on the sphere. */
export function toLatLon([x, y, z]: Vector): LatLon {
  return { lat: Math.atan2(z, Math.hypot(x, y)) / degree, lon: Math.atan2(y, x) / degree }
}

/** The cross product: at right angles to both. */
export function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}

/** The scalar product. */
export function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

const norm = (a: Vector) => Math.sqrt(dot(a, a))

/** The angle between two points, radians. */
export function angle(a: Vector, b: Vector): number {
  return Math.atan2(norm(cross(a, b)), dot(a, b))
}

/** The least angle between a point and the shortest line between two others, radians. */
export function angleToEdge(point: Vector, from: Vector, to: Vector): number {
  const normal = cross(from, to)
  const length = norm(normal)
  const ends = Math.min(angle(point, from), angle(point, to))
  if (length === 0) return ends
  const beside = dot(cross(normal, from), point) >= 0 && dot(cross(to, normal), point) >= 0
  return beside ? Math.abs(Math.asin(Math.max(-1, Math.min(1, dot(point, normal) / length)))) : ends
}
