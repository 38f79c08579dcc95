import { Time } from '../../values/value.ts'
import { builtin, type Package } from '../builtin.ts'

/** Import path `system`: its time is the server's, which stands still during a query here. */
export const system: Package = { time: builtin('time', [], (_args, { runtime }) => new Time(runtime.host.nowNs)) }
