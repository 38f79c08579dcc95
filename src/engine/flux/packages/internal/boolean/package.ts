import type { Package } from '../../builtin.ts'

/** Import path `internal/boolean`. */
export const boolean: Package = { false: false, true: true }
