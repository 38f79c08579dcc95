import { FluxRecord } from '../../../values/value.ts'
import { builtin, type Package } from '../../builtin.ts'

const get = builtin('get', ['r', 'key', 'default'], (args) => {
  const fallback = args.value('default')
  return args.record('r').get(args.string('key')) ?? fallback
})

/** Import path `experimental/record`. */
export const experimentalRecord: Package = { any: new FluxRecord(new Map()), get }
