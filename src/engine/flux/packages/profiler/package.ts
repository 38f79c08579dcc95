import { FluxArray } from '../../values/value.ts'
import type { Package } from '../builtin.ts'

/** Import path `profiler`: the option is taken, and no profile is made. */
export const profiler: Package = { enabledProfilers: new FluxArray([]) }
