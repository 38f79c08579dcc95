import { builtin, type Package } from '../builtin.ts'

/** Import path `runtime`. */
export const runtimePackage: Package = { version: builtin('version', [], () => '(devel)') }
