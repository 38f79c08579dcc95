import { writingKinds } from '../../contract/check.ts'
import type { Job } from './jobs.ts'
import { readsOf } from './reads.ts'

/** The checks, and what each would read or write; nothing is asked of a server. */
export function listChecks(jobs: readonly Job[], { json }: { readonly json: boolean }): string {
  const entries = jobs.flatMap(({ contract, checks }) =>
    checks.map((check) => ({
      id: check.id,
      kind: check.kind,
      severity: check.severity,
      sentence: check.sentence,
      file: contract.file,
      line: check.position.line,
      reads: readsOf(check),
      writes: writingKinds.has(check.kind),
      ...(check.waiver !== undefined && { waived: check.waiver.reason }),
    })),
  )
  if (json) return `${JSON.stringify({ formatVersion: 1, checks: entries }, null, 2)}\n`
  const lines = entries.map(({ id, sentence, reads, writes, waived }) => {
    const io = writes ? `writes, then reads ${reads}` : `reads ${reads}`
    return `${id}\n    ${sentence}\n    ${waived === undefined ? io : `waived: ${waived}`}`
  })
  const writing = entries.filter(({ writes }) => writes).length
  return `${[...lines, `${entries.length} checks, ${writing} of them write`].join('\n')}\n`
}
