import { BareError } from '../../plan/runtime-error.ts'
import type { Cell } from '../../table/column.ts'
import { parseFloat64 } from '../../values/float-text.ts'
import { parseTime } from '../../values/time-text.ts'
import type { ColumnType } from '../../values/value.ts'

const types: Readonly<Record<string, ColumnType>> = {
  boolean: 'bool',
  dateTime: 'time',
  'dateTime:RFC3339': 'time',
  'dateTime:RFC3339Nano': 'time',
  double: 'float',
  long: 'int',
  string: 'string',
  unsignedLong: 'uint',
}

function fault(text: string): BareError {
  return new BareError(`error in csv.from(): ${text}`)
}

/** The column type of an annotation. */
export function columnType(datatype: string): ColumnType {
  const type = types[datatype]
  if (type === undefined) throw fault(`failed to read metadata: unsupported column type "${datatype}"`)
  return type
}

/** The cell of a text; the empty text is null. */
export function cellOf(text: string, type: ColumnType): Cell {
  if (text === '') return null
  switch (type) {
    case 'string':
      return text
    case 'bool':
      if (text === 'true' || text === 'false') return text === 'true'
      throw fault(`strconv.ParseBool: parsing "${text}": invalid syntax`)
    case 'float': {
      const value = parseFloat64(text)
      if (value === undefined) throw fault(`strconv.ParseFloat: parsing "${text}": invalid syntax`)
      return value
    }
    case 'int':
      if (!/^[+-]?\d+$/.test(text)) throw fault(`strconv.ParseInt: parsing "${text}": invalid syntax`)
      return BigInt(text.replace('+', ''))
    case 'uint':
      if (!/^\d+$/.test(text)) throw fault(`strconv.ParseUint: parsing "${text}": invalid syntax`)
      return BigInt(text)
    case 'time': {
      const ns = parseTime(text)
      if (ns === undefined) {
        throw fault(`parsing time "${text}" as "2006-01-02T15:04:05.999999999Z07:00": cannot parse "${text}" as "2006"`)
      }
      return ns
    }
  }
}
