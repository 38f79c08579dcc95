import { BareError } from '../../../plan/runtime-error.ts'
import { TableStream } from '../../../plan/table-stream.ts'
import { builtin } from '../../builtin.ts'

/** Databases of 1.x paths: 2.7 to 2.9 answer with an internal error, virtual mappings being what they list. */
export const databases = builtin('databases', ['org?', 'orgID?', 'host?', 'token?'], (_args, { frame }) => {
  return new TableStream({
    kind: 'databases',
    frame,
    parents: [],
    run() {
      throw new BareError('An internal error has occurred - check server logs', { code: 'internal error' })
    },
  })
})
