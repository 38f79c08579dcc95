import type { Package } from '../builtin.ts'
import { concat, filter, map } from './elements.ts'
import { from } from './from.ts'

/** Import path `array`. */
export const array: Package = { concat, filter, from, map }
