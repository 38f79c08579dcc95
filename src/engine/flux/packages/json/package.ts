import type { Package } from '../builtin.ts'
import { encode } from './encode.ts'

/** Import path `json`. */
export const json: Package = { encode }
