import { describe, expect, test } from 'vitest'
import { createFluxFixture, rowsOf } from '../../../flux-fixture.ts'
import { cellOfExpression } from '../../expression-fixture.ts'
import { cellAt, cellOfToken, centerOf, tokenOf } from './cell.ts'

const rounded = (expression: string) => `math.round(x: ${expression} * 10.0) / 10.0`
const newYork = '{lat: 40.7128, lon: -74.006}'
const london = '{lat: 51.5074, lon: -0.1278}'

const cases: Record<string, string> = {
  [rounded(`geo.ST_Distance(region: ${newYork}, geometry: ${london})`)]: '5570.2',
  [rounded(`geo.ST_Distance(region: ${newYork}, geometry: ${london}, units: {distance: "mile"})`)]: '3461.2',
  [`geo.ST_DWithin(region: ${newYork}, geometry: ${london}, distance: 5571.0)`]: 'true',
  'geo.ST_Contains(region: {lat: 40.0, lon: 10.0, radius: 100.0}, geometry: {lat: 40.5, lon: 10.0})': 'true',
  'geo.ST_Contains(region: {minLat: 40.0, maxLat: 41.0, minLon: 170.0, maxLon: -170.0}, geometry: {lat: 40.5, lon: 175.0})':
    'true',
  'geo.ST_Contains(region: {points: [{lat: 0.0, lon: 0.0}, {lat: 0.0, lon: 2.0}, {lat: 2.0, lon: 1.0}]}, geometry: {lat: 0.5, lon: 1.0})':
    'true',
  'geo.ST_Contains(region: {points: [{lat: 0.0, lon: 0.0}, {lat: 0.0, lon: 2.0}, {lat: 2.0, lon: 1.0}]}, geometry: {lat: 1.9, lon: 1.9})':
    'false',
  'geo.ST_Intersects(region: {lat: 0.0, lon: 0.0, radius: 120.0}, geometry: {linestring: "1.0 0.0, 2.0 0.0"})': 'true',
  [rounded('geo.ST_Length(geometry: {linestring: "0.0 0.0, 1.0 0.0, 1.0 1.0"})')]: '222.4',
  [rounded(
    'geo.ST_Distance(region: {points: [{lat: 0.0, lon: 0.0}, {lat: 0.0, lon: 2.0}, {lat: 2.0, lon: 1.0}]}, geometry: {lat: -1.0, lon: 1.0})',
  )]: '111.2',
  'geo.s2CellIDToken(point: {lat: 40.7128, lon: -74.006}, level: 10)': '89c25b',
  'geo.s2CellIDToken(token: "89c25b", level: 5)': '89c4',
  'geo.getLevel(token: "89c25b")': '10',
}

describe('geo', () => {
  for (const [expression, value] of Object.entries(cases)) {
    test(`${expression} is ${value}`, async () => {
      expect(await cellOfExpression(['experimental/geo', 'math'], expression)).toBe(value)
    })
  }

  test('finds the cell of its own middle', () => {
    for (const place of [
      { lat: 89, lon: 1 },
      { lat: -33.9, lon: 151.2 },
      { lat: 0.1, lon: -179.9 },
      { lat: -80, lon: 60 },
      { lat: 48.2, lon: 16.4 },
      { lat: 10, lon: 100 },
    ]) {
      for (const level of [1, 7, 30]) {
        const token = tokenOf(cellAt(place, level))
        expect(tokenOf(cellOfToken(token))).toBe(token)
        expect(tokenOf(cellAt(centerOf(cellOfToken(token)), level))).toBe(token)
      }
    }
  })

  test('shapes, groups and measures tracks', async () => {
    const flux = createFluxFixture()
    flux.write('taxi,id=a la=0,lo=0 1768435200\ntaxi,id=a la=0,lo=1 1768435260\ntaxi,id=a la=1,lo=1 1768435320')
    const shaped = `import "experimental/geo"
      from(bucket: "b1") |> range(start: 0) |> geo.shapeData(latField: "la", lonField: "lo", level: 10)`
    const areas = rowsOf(await flux.query(`${shaped} |> geo.groupByArea(newColumn: "area", level: 2)`))
    expect(areas.map(({ lat, lon }) => [lat, lon])).toEqual([
      ['0', '0'],
      ['0', '1'],
      ['1', '1'],
    ])
    for (const { lat, lon, area } of areas) {
      expect(area).toBe(tokenOf(cellAt({ lat: Number(lat), lon: Number(lon) }, 2)))
    }
    const [track] = rowsOf(await flux.query(`${shaped} |> geo.asTracks(groupBy: ["id"]) |> geo.totalDistance()`))
    expect(Math.round(Number(track?._distance))).toBe(222)
    const inside = rowsOf(await flux.query(`${shaped} |> geo.strictFilter(region: {lat: 0.0, lon: 0.5, radius: 60.0})`))
    expect(inside.map(({ lon }) => lon)).toEqual(['0', '1'])
  })
})
