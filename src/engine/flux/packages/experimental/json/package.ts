import type { Package } from '../../builtin.ts'
import { parse } from './parse.ts'

/** Import path `experimental/json`. */
export const experimentalJson: Package = { parse }
