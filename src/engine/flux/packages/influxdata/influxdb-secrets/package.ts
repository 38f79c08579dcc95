import { FluxError } from '../../../language/flux-error.ts'
import { builtin, type Package } from '../../builtin.ts'

/** The value of a secret of the organisation. */
const get = builtin('get', ['key'], (args, { runtime }) => {
  const key = args.string('key')
  const value = runtime.host.secret(key)
  if (value === undefined) throw new FluxError(`secret key "${key}" not found`, { code: 'not found' })
  return value
})

/** Import path `influxdata/influxdb/secrets`. */
export const secrets: Package = { get }
