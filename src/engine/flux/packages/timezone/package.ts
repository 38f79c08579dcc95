import type { Package } from '../builtin.ts'
import { fixed, location, utcRecord } from './location.ts'

/** Import path `timezone`. */
export const timezone: Package = { fixed, location, utc: utcRecord }
