import type { FieldType } from '../../../line-protocol/types.ts'
import type { Random } from '../../../normalize/generate/random.ts'
import type { RecordValue } from '../../../schema/record-value.ts'
import type { PointForm } from './point-form.ts'

const count = 100

/** Of ten fields six are floats, and each other type has one. */
const cycle: readonly [FieldType, ...FieldType[]] = [
  ...(['float', 'integer', 'float', 'boolean', 'float'] as const),
  ...(['unsigned', 'float', 'string', 'float', 'float'] as const),
]
const fields = Array.from({ length: count }, (_, index) => ({
  key: `f${String(index).padStart(2, '0')}`,
  type: cycle[index % cycle.length] ?? cycle[0],
  required: true,
}))

/** `wide_status`: 100 fields of all types in each point. */
export const wide: PointForm = {
  record: { measurement: 'wide_status', tags: [{ key: 'host', required: true }], fields },
  times: 'together',
  tagsOf: (index) => ({ host: `host-${index + 1}` }),
  fieldsOf(_index, random) {
    const values: Record<string, RecordValue> = {}
    for (const { key, type } of fields) values[key] = drawnValue(type, random)
    return values
  },
}

function drawnValue(type: FieldType, random: Random): RecordValue {
  switch (type) {
    case 'float':
      return random.int(-1_000_000, 1_000_000) / 1000
    case 'integer':
      return random.int(-1_000_000_000, 1_000_000_000)
    case 'unsigned':
      return random.int(0, 4_000_000_000)
    case 'boolean':
      return random.chance(0.5)
    case 'string':
      return `state ${random.int(0, 999)}`
  }
}
