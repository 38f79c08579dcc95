import type { Package } from '../../builtin.ts'
import { schema } from '../influxdb-schema/package.ts'
import { databases } from './databases.ts'

/** Import path `influxdata/influxdb/v1`. */
export const v1: Package = { ...schema, databases }
