import { array } from '../../array/package.ts'
import type { Package } from '../../builtin.ts'
import { fluxDefined } from '../../flux-defined.ts'

const converted = (name: string, conversion: string) =>
  fluxDefined(name, `(arr=<-) => array.map(arr: arr, fn: (x) => ${conversion}(v: x))`, { array: 'array' })

/** Import path `experimental/array`: `array` and conversions of all elements. */
export const experimentalArray: Package = {
  ...array,
  toBool: converted('toBool', 'bool'),
  toDuration: converted('toDuration', 'duration'),
  toFloat: converted('toFloat', 'float'),
  toInt: converted('toInt', 'int'),
  toString: converted('toString', 'string'),
  toTime: converted('toTime', 'time'),
  toUInt: converted('toUInt', 'uint'),
}
