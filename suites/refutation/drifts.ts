import { accessDrifts } from './access-drifts.ts'
import { bucketDrifts } from './bucket-drifts.ts'
import type { Drift } from './drift.ts'
import { pointDrifts } from './point-drifts.ts'
import { serverDrifts } from './server-drifts.ts'

/** The refutation table: every kind of check has at least one drift that it must catch. */
export const drifts: readonly Drift[] = [...serverDrifts, ...bucketDrifts, ...pointDrifts, ...accessDrifts]
