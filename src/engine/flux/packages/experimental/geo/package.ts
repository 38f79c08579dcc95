import { FluxRecord } from '../../../values/value.ts'
import type { Package } from '../../builtin.ts'
import { fluxDefined } from '../../flux-defined.ts'
import {
  getLevel,
  s2CellIDToken,
  s2CellLatLon,
  stContains,
  stDistance,
  stDWithin,
  stIntersects,
  stLength,
} from './builtins.ts'

const imports = { experimental: 'experimental', geo: 'experimental/geo' }

/** A row a time with a column for each field. */
const toRows = fluxDefined(
  'toRows',
  '(tables=<-) => tables |> pivot(rowKey: ["_time"], columnKey: ["_field"], valueColumn: "_value")',
)

const asTracks = fluxDefined(
  'asTracks',
  '(groupBy=["id", "tid"], orderBy=["_time"], tables=<-) => tables |> group(columns: groupBy) |> sort(columns: orderBy)',
)

/** Fields of latitude and longitude as columns, with the cell they lie in as a part of the key. */
const shapeData = fluxDefined(
  'shapeData',
  `(latField, lonField, level, tables=<-) => {
    named = (field) => if field == latField then "lat" else if field == lonField then "lon" else field
    return tables
      |> map(fn: (r) => ({r with _field: named(field: r._field)}))
      |> geo.toRows()
      |> map(fn: (r) => ({r with s2_cell_id: geo.s2CellIDToken(point: {lat: r.lat, lon: r.lon}, level: level)}))
      |> experimental.group(columns: ["s2_cell_id"], mode: "extend")
  }`,
  imports,
)

/** Rows by the greater cell in which theirs lies. */
const groupByArea = fluxDefined(
  'groupByArea',
  `(newColumn, level, s2cellIDLevel=-1, tables=<-) => {
    area = (token) =>
      if geo.getLevel(token: token) == level then token else geo.s2CellIDToken(token: token, level: level)
    return tables
      |> map(fn: (r) => ({r with __area__: area(token: r.s2_cell_id)}))
      |> rename(fn: (column) => if column == "__area__" then newColumn else column)
      |> group(columns: [newColumn])
  }`,
  imports,
)

/** Rows inside of a region. */
const strictFilter = fluxDefined(
  'strictFilter',
  '(region, tables=<-) => tables |> filter(fn: (r) => geo.stContains(region: region, geometry: {lat: r.lat, lon: r.lon}))',
  imports,
)

/** Places of each table as one line. */
const lineString = fluxDefined(
  'ST_LineString',
  `(tables=<-) => tables
    |> reduce(
      fn: (r, accumulator) => ({
        __count__: accumulator.__count__ + 1,
        st_linestring: accumulator.st_linestring
          + (if accumulator.__count__ > 0 then ", " else "")
          + string(v: r.lon) + " " + string(v: r.lat),
      }),
      identity: {__count__: 0, st_linestring: ""},
    )
    |> drop(columns: ["__count__"])`,
)

/** The length of the way through all places of each table. */
const totalDistance = fluxDefined(
  'totalDistance',
  `(outputColumn="_distance", tables=<-) => tables
    |> geo.ST_LineString()
    |> map(fn: (r) => ({r with __distance__: geo.stLength(geometry: {linestring: r.st_linestring})}))
    |> drop(columns: ["st_linestring"])
    |> rename(fn: (column) => if column == "__distance__" then outputColumn else column)`,
  imports,
)

/** Import path `experimental/geo`: what covers regions with cells of a grid is left to real servers. */
export const geo: Package = {
  ST_Contains: stContains,
  ST_DWithin: stDWithin,
  ST_Distance: stDistance,
  ST_Intersects: stIntersects,
  ST_Length: stLength,
  ST_LineString: lineString,
  asTracks,
  getLevel,
  groupByArea,
  s2CellIDToken,
  s2CellLatLon,
  shapeData,
  stContains,
  stDistance,
  stLength,
  strictFilter,
  toRows,
  totalDistance,
  units: new FluxRecord(new Map([['distance', 'km']])),
}
