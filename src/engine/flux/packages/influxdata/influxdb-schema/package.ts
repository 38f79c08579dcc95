import type { Package } from '../../builtin.ts'
import { fieldsAsCols } from './fields-as-cols.ts'
import {
  fieldKeys,
  measurementFieldKeys,
  measurements,
  measurementTagKeys,
  measurementTagValues,
  tagKeys,
  tagValues,
} from './tags.ts'

/** Import path `influxdata/influxdb/schema`. */
export const schema: Package = {
  fieldKeys,
  fieldsAsCols,
  measurementFieldKeys,
  measurements,
  measurementTagKeys,
  measurementTagValues,
  tagKeys,
  tagValues,
}
