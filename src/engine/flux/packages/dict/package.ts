import type { Package } from '../builtin.ts'
import { fromList, get, insert, remove } from './dictionary.ts'

/** Import path `dict`. */
export const dict: Package = { fromList, get, insert, remove }
