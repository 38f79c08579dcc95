import { gateWorkload } from '../../../bench/gate/rounds/gate-workload.ts'
import { catalogue } from '../../../bench/workload/catalogue.ts'
import type { WriteWorkload } from '../../../bench/workload/workload.ts'
import { UsageError } from '../../../errors/index.ts'

/** The workload of a name whose points both sides write. @throws UsageError for a name of none, or of one that does more than write. */
export function gateWorkloadOf(name: string): WriteWorkload {
  if (name === gateWorkload.name) return gateWorkload
  const found = catalogue.find((one) => one.name === name)
  if (found?.kind === 'write' && found.refusedPercent === undefined) return found
  throw new UsageError({
    operation: `compare with the workload ${name}`,
    expected: 'gate, or a workload that only writes',
    found: found === undefined ? 'no workload of that name' : `one of kind ${found.kind}`,
    next: 'See `fluxproof bench run --list`',
  })
}
