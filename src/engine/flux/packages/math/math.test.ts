import { describe, expect, test } from 'vitest'
import { cellOfExpression } from '../expression-fixture.ts'

const cases: Record<string, string> = {
  'math.round(x: -0.5)': '-1',
  'math.round(x: 2.4999)': '2',
  'math.roundtoeven(x: 2.5)': '2',
  'math.roundtoeven(x: -3.5)': '-4',
  'math.trunc(x: -1.9)': '-1',
  'math.mod(x: -7.0, y: 4.0)': '-3',
  'math.remainder(x: 100.0, y: 60.0)': '-20',
  'math.remainder(x: 5.0, y: 2.0)': '1',
  'math.log10(x: 1000.0)': '3',
  'math.log2(x: 8.0)': '3',
  'math.exp2(x: 0.5)': '1.414213562373095',
  'math.pow10(n: -2)': '0.01',
  'math.pow(x: 2.0, y: 0.5)': '1.4142135623730951',
  'math.hypot(p: 3.0, q: 4.0)': '5',
  'math.copysign(x: 3.0, y: -1.0)': '-3',
  'math.dim(x: 2.0, y: 5.0)': '0',
  'math.mMax(x: 1.0, y: 2.0)': '2',
  'math.nextafter(x: 1.0, y: 2.0)': '1.0000000000000002',
  'math.erf(x: 0.5)': '0.5204998778130465',
  'math.erfc(x: 0.5)': '0.4795001221869535',
  'math.erf(x: math.erfinv(x: 0.25))': '0.25',
  'math.gamma(x: 5.0)': '24',
  'math.gamma(x: 0.5)': '1.7724538509055159',
  'math.gamma(x: -1.0)': 'NaN',
  'math.sin(x: 11.71)': '-0.755469629602973',
  'math.cos(x: 13.18)': '0.8175634670999904',
  'math.tan(x: 2.69)': '-0.48502086652332077',
  'math.atan(x: 7.28)': '1.4342879806157665',
  'math.asin(x: 0.025)': '0.025002604899361135',
  'math.acos(x: 0.787)': '0.6648651311936598',
  'math.atan2(y: 1.0, x: -2.0)': '2.677945044588987',
  'math.lgamma(x: 5.0).sign': '1',
  'math.j0(x: 0.0)': '1',
  'math.logb(x: 8.5)': '3',
  'math.ilogb(x: 8.5)': '3',
  'math.frexp(f: 22.0).frac': '0.6875',
  'math.frexp(f: 22.0).exp': '5',
  'math.ldexp(frac: 0.6875, exp: 5)': '22',
  'math.modf(f: -2.5).frac': '-0.5',
  'math.sincos(x: 0.0).cos': '1',
  'math.float64frombits(b: math.float64bits(f: 1.5))': '1.5',
  'math.isInf(f: math.mInf(sign: -1), sign: 0)': 'true',
  'math.isInf(f: math.mInf(sign: -1), sign: 1)': 'false',
  'math.isNaN(f: math.NaN())': 'true',
  'math.signbit(x: -0.0)': 'true',
  'math.maxuint': '18446744073709551615',
  'math.abs(x: debug.null(type: "float"))': '',
}

describe('math', () => {
  for (const [expression, value] of Object.entries(cases)) {
    test(`${expression} is ${JSON.stringify(value)}`, async () => {
      expect(await cellOfExpression(['math', 'internal/debug'], expression)).toBe(value)
    })
  }

  test('leaves Bessel functions of the second kind to real servers', async () => {
    await expect(cellOfExpression(['math'], 'math.y0(x: 1.0)')).rejects.toMatchObject({ status: 501 })
  })
})
