import type { Package } from '../builtin.ts'
import { isNumeric, isType } from './is-type.ts'

/** Import path `types`. */
export const types: Package = { isNumeric, isType }
