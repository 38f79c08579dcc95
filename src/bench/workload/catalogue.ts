import { batchWorkloads } from './catalogue/batch.ts'
import { disorderWorkloads } from './catalogue/disorder.ts'
import { ingestWorkloads } from './catalogue/ingest.ts'
import { queryWorkloads } from './catalogue/queries.ts'
import { serverWorkloads } from './catalogue/server.ts'
import { shapeWorkloads } from './catalogue/shapes.ts'
import type { Workload } from './workload.ts'

/** Every workload, in the order in which they run. */
export const catalogue: readonly Workload[] = [
  ...batchWorkloads,
  ...ingestWorkloads,
  ...shapeWorkloads,
  ...disorderWorkloads,
  ...queryWorkloads,
  ...serverWorkloads,
]

export const selectionNames = ['quick', 'nightly'] as const
export type SelectionName = (typeof selectionNames)[number]

/** What `npm run bench` measures in about three minutes. */
const quick: readonly string[] = [
  'batch-1000',
  'ingest-1000x4',
  'ingest-open',
  'high-cardinality',
  'wide-points',
  'late-points',
  'hourly-24',
  'latest-per-entity',
  'tag-against-field',
  'mixed-read-write',
  'start-up',
]

/** Workloads that run when none is named. */
export const selections: Readonly<Record<SelectionName, readonly Workload[]>> = {
  quick: catalogue.filter(({ name }) => quick.includes(name)),
  nightly: catalogue,
}
