import type { FluxHost } from '../../../host.ts'
import { BareError } from '../../../plan/runtime-error.ts'
import { TableStream } from '../../../plan/table-stream.ts'
import { Column } from '../../../table/column.ts'
import { GroupKey } from '../../../table/group-key.ts'
import type { Table } from '../../../table/table.ts'
import { builtin } from '../../builtin.ts'

/** The buckets that the asker may read, retention in nanoseconds. */
export const buckets = builtin('buckets', ['org?', 'orgID?', 'host?', 'token?'], (_args, { frame }) => {
  return new TableStream({
    kind: 'buckets',
    frame,
    parents: [],
    run: (_inputs, { host }) => [bucketTable(host)],
  })
})

function bucketTable(host: FluxHost): Table {
  const rows = host.listBuckets()
  if (rows.length === 0) throw new BareError(`no buckets found in organization ${host.orgId}`, { code: 'not found' })
  const text = (label: string, cells: readonly string[]) => new Column(label, 'string', cells)
  return {
    key: new GroupKey([{ label: 'organizationID', type: 'string', value: host.orgId }]),
    columns: [
      text(
        'name',
        rows.map(({ name }) => name),
      ),
      text(
        'id',
        rows.map(({ id }) => id),
      ),
      new Column('organizationID', 'string', { constant: host.orgId, length: rows.length }),
      text(
        'retentionPolicy',
        rows.map(() => ''),
      ),
      new Column(
        'retentionPeriod',
        'int',
        rows.map(({ retentionSeconds }) => BigInt(retentionSeconds) * 1_000_000_000n),
      ),
    ],
    length: rows.length,
  }
}
