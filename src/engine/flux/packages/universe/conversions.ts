import {
  type Conversion,
  toBool,
  toBytes,
  toDuration,
  toFloat,
  toInt,
  toText,
  toTime,
  toUint,
} from '../../values/convert.ts'
import { builtin } from '../builtin.ts'

const conversion = (name: string, convert: Conversion) => builtin(name, ['v'], (args) => convert(args.value('v')))

export const bool = conversion('bool', toBool)
export const bytes = conversion('bytes', toBytes)
export const duration = conversion('duration', toDuration)
export const float = conversion('float', toFloat)
export const int = conversion('int', toInt)
export const string = conversion('string', toText)
export const time = conversion('time', toTime)
export const uint = conversion('uint', toUint)
