import type { Args } from '../../interpreter/args.ts'
import { FluxError } from '../../language/flux-error.ts'
import type { BucketReference } from '../../plan/read-spec.ts'
import { TableStream } from '../../plan/table-stream.ts'
import { builtin } from '../builtin.ts'

/** Rows of a bucket; the planner turns it, with what follows, into a read of storage. */
export const from = builtin('from', ['bucket?', 'bucketID?', 'org?', 'orgID?', 'host?', 'token?'], (args, context) => {
  return new TableStream({
    kind: 'from',
    frame: context.frame,
    parents: [],
    spec: { bucket: bucketOf(args), otherOrg: namesOrg(args) } satisfies FromSpec,
    run() {
      throw new FluxError('cannot submit unbounded read')
    },
  })
})

export interface FromSpec {
  readonly bucket: BucketReference
  readonly otherOrg: boolean
}

/** The bucket that a call names. Throws where it names none, or two. */
export function bucketOf(args: Args): BucketReference {
  if (args.has('bucket')) {
    if (args.has('bucketID'))
      throw new FluxError('cannot provide both `bucket` and `bucketID` parameters to the `from` function')
    return { name: args.string('bucket') }
  }
  if (args.has('bucketID')) return { id: args.string('bucketID') }
  throw new FluxError('must specify one of bucket or bucketID')
}

/** Reads with an `org` are for other hosts only, whatever the organisation. */
function namesOrg(args: Args): boolean {
  return args.has('org') || args.has('orgID')
}
