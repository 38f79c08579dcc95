import type { FieldValue, Point } from '../../../../../line-protocol/types.ts'
import { ApiError } from '../../../../http/api-error.ts'
import type { Args } from '../../../interpreter/args.ts'
import type { Runtime } from '../../../interpreter/runtime.ts'
import { FluxError } from '../../../language/flux-error.ts'
import type { PlanNode } from '../../../plan/node.ts'
import type { BucketReference } from '../../../plan/read-spec.ts'
import { BareError } from '../../../plan/runtime-error.ts'
import type { Table } from '../../../table/table.ts'
import { type Frame, isNull, Uint, type Value } from '../../../values/value.ts'

/** Where `to` and `wideTo` write. */
export interface WriteTarget {
  readonly bucket: BucketReference
  readonly org: { readonly name?: string; readonly id?: string }
}

/** Reads the target of a `to` call; `name` stands in the error text. */
export function writeTarget(args: Args, name: string): WriteTarget {
  if (args.has('bucket') && args.has('bucketID')) {
    throw new FluxError(`cannot provide both \`bucket\` and \`bucketID\` parameters to the \`${name}\` function`)
  }
  const bucket = args.has('bucket') ? { name: args.string('bucket') } : { id: args.string('bucketID') }
  if (args.has('org')) return { bucket, org: { name: args.string('org') } }
  return { bucket, org: args.has('orgID') ? { id: args.string('orgID') } : {} }
}

/**
 * Lets tables through and writes what `points` makes of them once the last has passed: a refused write comes after
 * the rows.
 */
export function writeNode(
  target: WriteTarget,
  points: (table: Table) => Iterable<Point>,
  { kind, frame, parent }: { kind: 'to' | 'wide-to'; frame: Frame; parent: PlanNode },
): PlanNode {
  return {
    kind,
    frame,
    parents: [parent],
    sideEffect: true,
    prepare: (runtime) => probe(target, runtime),
    *run([tables = []], runtime) {
      const collected: Point[] = []
      for (const table of tables) {
        for (const point of points(table)) collected.push(point)
        yield table
      }
      if (collected.length === 0) return
      try {
        runtime.host.write(target.bucket, target.org, collected)
      } catch (error) {
        if (!(error instanceof ApiError)) throw error
        const message = error.message.replace(/^failure writing points to database: /, '')
        throw new BareError(message, { code: error.code, cause: error })
      }
    },
  }
}

/** Asks for the target before anything runs: an empty write finds an unknown bucket or organisation. */
function probe(target: WriteTarget, { host }: Runtime): void {
  try {
    host.write(target.bucket, target.org, [])
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    const orgMissing = error.code === 'not found' && !error.message.startsWith('could not find bucket')
    const org = target.org.name ?? target.org.id ?? host.orgName
    throw new FluxError(orgMissing ? `could not find org "${org}"` : error.message, { code: error.code, cause: error })
  }
}

/** A value as a field; undefined: null, or of a type that fields do not have. */
export function fieldValue(value: Value): FieldValue | undefined {
  switch (typeof value) {
    case 'number':
      return { type: 'float', value }
    case 'bigint':
      return { type: 'integer', value }
    case 'string':
      return { type: 'string', value }
    case 'boolean':
      return { type: 'boolean', value }
  }
  if (isNull(value)) return undefined
  return value instanceof Uint ? { type: 'unsigned', value: value.value } : undefined
}
