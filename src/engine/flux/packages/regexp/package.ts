import type { Package } from '../builtin.ts'
import * as functions from './functions.ts'

/** Import path `regexp`. */
export const regexp: Package = { ...functions }
