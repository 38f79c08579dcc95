import type { Package } from '../builtin.ts'
import { from } from './from.ts'

/** Import path `array`. */
export const array: Package = { from }
