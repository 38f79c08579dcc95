import { mergeResults } from '../../../bench/merge/merge-results.ts'
import { formatTable, tableHead, tableRows } from '../../../bench/report/bench-table.ts'
import { exitCodeOf } from '../../../bench/report/outcome.ts'
import { problemLines } from '../../../bench/report/problem-lines.ts'
import { readResult } from '../../../bench/result/read-result.ts'
import { writeWhole } from '../../../report/report-file.ts'
import type { Io } from '../../io.ts'
import type { MergeFlags } from './merge-command.ts'

/** Prints the merged result as `bench run` prints its own. @returns its exit code, as of a run. */
export async function runMerge(
  files: readonly string[],
  { json }: MergeFlags,
  { io }: { readonly io: Io },
): Promise<number> {
  const merged = mergeResults(await Promise.all(files.map(readResult)))
  const text = `${JSON.stringify(merged, null, 2)}\n`
  if (json === '-') {
    io.stdout.write(text)
  } else {
    if (json !== undefined) await writeWhole(json, text, { what: 'merged result' })
    io.stdout.write(`${merged.machine.class}, ${merged.target.kind} ${merged.target.version}, seed ${merged.seed}\n\n`)
    io.stdout.write(`${formatTable([tableHead, ...merged.workloads.flatMap(tableRows)])}\n`)
    for (const line of problemLines(merged)) io.stdout.write(`${line}\n`)
  }
  return exitCodeOf(merged)
}
