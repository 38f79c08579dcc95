import { deriveChecks } from '../contract/derive/derive-checks.ts'
import { exitCode } from '../errors/index.ts'
import { writeWhole } from '../report/report-file.ts'
import type { Io } from './io.ts'
import { loadContracts } from './load-contracts.ts'

/** One finding of `fluxproof lint --json`. */
interface LintFinding {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly id: string
  readonly sentence: string
  readonly found: string
  readonly next: string
  /** Reason of the waiver that covers it. */
  readonly waived?: string
}

/** Prints what is legal but wrong in contracts. @returns 1 when a finding is covered by no waiver, or a waiver is of no use. */
export async function runLint(
  files: readonly string[],
  { json }: { readonly json?: string },
  { io }: { readonly io: Io },
): Promise<number> {
  const contracts = loadContracts(files, { env: io.env })
  const today = new Date().toISOString().slice(0, 10)
  const findings = contracts.flatMap((contract) =>
    deriveChecks(contract, { today }).flatMap((check): LintFinding[] => {
      const place = { file: contract.file, ...check.position, id: check.id, sentence: check.sentence }
      const waived = check.waiver === undefined ? {} : { waived: check.waiver.reason }
      if (check.kind === 'lint') return [{ ...place, found: check.found, next: check.next, ...waived }]
      if (check.kind !== 'waiver' || (check.matches > 0 && !check.expired)) return []
      const found = check.expired ? `its last day was ${check.subject.until}` : 'it matches no check'
      return [{ ...place, found, next: 'Remove the waiver, or correct it', ...waived }]
    }),
  )
  const open = findings.filter(({ waived }) => waived === undefined)
  const text = `${JSON.stringify({ formatVersion: 1, findings }, null, 2)}\n`
  if (json === '-') {
    io.stdout.write(text)
  } else {
    if (json !== undefined) await writeWhole(json, text, { what: 'findings' })
    for (const { file, line, column, id, found, next, waived } of findings) {
      const tail = waived === undefined ? `. ${next}` : ` (waived: ${waived})`
      io.stdout.write(`${file}:${line}:${column}: ${id}: ${found}${tail}\n`)
    }
    const number = contracts.length === 1 ? '1 contract' : `${contracts.length} contracts`
    io.stdout.write(`${number}: ${open.length} to correct, ${findings.length - open.length} waived\n`)
  }
  return open.length > 0 ? exitCode.broken : exitCode.kept
}
