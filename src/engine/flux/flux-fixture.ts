import { decode } from '../../line-protocol.ts'
import type { BucketRow } from '../state/records.ts'
import { createStorage } from '../storage/storage.ts'
import { defaultEngineVersion, type EngineVersion } from '../version.ts'
import type { Dialect } from './csv/dialect.ts'
import type { FluxHost } from './host.ts'
import { runFlux } from './run-flux.ts'

/** For tests: an organisation with one empty bucket `b1`, and queries on it. */
export interface FluxFixture {
  readonly host: FluxHost
  /** Writes line protocol with times in seconds. */
  write(lines: string): void
  /** The body of a query's answer, CRLF as newlines; throws the ApiError of a refused one. */
  query(script: string): Promise<string>
}

const allAnnotations: Dialect = {
  header: true,
  delimiter: ',',
  annotations: ['group', 'datatype', 'default'],
  commentPrefix: '#',
}

export interface FluxFixtureOptions {
  readonly version?: EngineVersion
  readonly nowNs?: bigint
  readonly dialect?: Dialect
}

const bucketId = '00000000000000b1'

export function createFluxFixture(options: FluxFixtureOptions = {}): FluxFixture {
  const version = options.version ?? defaultEngineVersion
  const nowNs = options.nowNs ?? 1_768_521_600_000_000_000n
  const storage = createStorage({ version })
  storage.createBucket(bucketId, { retentionNs: 0n, shardGroupNs: 604_800_000_000_000n })
  const bucket: BucketRow = {
    id: bucketId,
    orgId: '00000000000000aa',
    name: 'b1',
    type: 'user',
    retentionSeconds: 0,
    shardGroupSeconds: 604_800,
    createdNs: 0n,
    updatedNs: 0n,
  }
  const host: FluxHost = {
    version,
    orgId: bucket.orgId,
    orgName: 'acme',
    nowNs,
    findBucket: (reference) =>
      ('name' in reference ? reference.name === bucket.name : reference.id === bucketId) ? bucket : undefined,
    listBuckets: () => [bucket],
    read: (request) => storage.read(request),
    seriesKeys: (id, range) => storage.seriesKeys(id, range),
    write: (_bucket, _org, points) => void storage.write(bucketId, points, nowNs),
    secret: () => undefined,
    listDbrps: () => [],
    listTasks: () => [],
  }
  return {
    host,
    write(lines) {
      const points = decode(lines, { precision: 's' }).points
      storage.write(bucketId, points, nowNs)
    },
    async query(script) {
      const { body } = await runFlux({ query: script, host, dialect: options.dialect ?? allAnnotations })
      return body.replaceAll('\r\n', '\n')
    },
  }
}

/** The rows of an answer as records of header and cell, annotations and errors left out. */
export function rowsOf(csv: string): Record<string, string>[] {
  const rows: Record<string, string>[] = []
  let header: string[] = []
  for (const line of csv.split('\n')) {
    if (line === '' || line.startsWith('#')) {
      if (line.startsWith('#datatype')) header = []
      continue
    }
    const cells = line.split(',')
    if (header.length === 0) header = cells
    else rows.push(Object.fromEntries(header.map((label, i) => [label, cells[i] ?? ''])))
  }
  return rows
}
