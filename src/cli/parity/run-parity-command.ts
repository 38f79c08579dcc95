import { existsSync } from 'node:fs'
import { exitCode, UsageError } from '../../errors/index.ts'
import { checkDivergences, loadDivergences } from '../../parity/divergences.ts'
import { loadVerdicts, replayVerdicts, type VerdictTally } from '../../parity/line-protocol-verdicts.ts'
import type { ScenarioResult } from '../../parity/replay.ts'
import {
  formatParityJson,
  formatParityMarkdown,
  isExplained,
  type ParityReport,
  summaryLines,
} from '../../parity/report.ts'
import { runParity } from '../../parity/run-parity.ts'
import { renderTally, tally } from '../../parity/tally.ts'
import { writeWhole } from '../../report/report-file.ts'
import type { ParityFlags } from '../commands/parity.ts'
import type { Io } from '../io.ts'
import { openParityTarget, type ParityTarget } from './parity-target.ts'

/** Lines of each kind of problem that are printed; the reports have all. */
const shownProblems = 20

/** Replays recordings and prints the parity. @returns 1 when a difference is unexplained or an explanation outdated, 2 when nothing was replayed. */
export async function runParityCommand(flags: ParityFlags, { io }: { readonly io: Io }): Promise<number> {
  const { recordings, divergences: list, only, json, markdown } = flags
  if (!existsSync(recordings)) {
    throw new UsageError({
      operation: 'replay the recordings',
      expected: 'a folder of transcripts',
      found: `no ${recordings}`,
      next: 'Name it with --recordings',
    })
  }
  const started = new Date()
  await using target = await openParityTarget(flags, io)
  const show = shower(flags.show, io)
  const { results, skipped, known } = await runParity({
    recordings,
    versions: target.versions,
    start: target.start,
    onScenario: show,
    ...(only !== undefined && { only }),
  })
  // The list is about the engine: a real server has nothing to excuse.
  const divergences = target.name === 'embedded' && existsSync(list) ? await loadDivergences(list) : []
  const report: ParityReport = {
    target: target.name,
    startedAt: started.toISOString(),
    tallies: tally(results),
    lineProtocol: only === undefined ? await verdicts(flags, target) : [],
    skipped,
    ...checkDivergences(results, divergences, { known }),
    tookMs: Date.now() - started.getTime(),
  }
  if (json !== undefined && json !== '-') await writeWhole(json, io.redact(formatParityJson(report)))
  if (markdown !== undefined) await writeWhole(markdown, io.redact(formatParityMarkdown(report)))
  if (json === '-') io.stdout.write(formatParityJson(report))
  else io.stdout.write(`${[renderTally(report.tallies), ...summaryLines(report)].join('\n')}\n`)
  printProblems(report, io)
  // Nothing replayed is no parity.
  if (results.length === 0) return exitCode.undecided
  return isExplained(report) ? exitCode.kept : exitCode.broken
}

async function verdicts({ lineProtocol }: ParityFlags, target: ParityTarget): Promise<VerdictTally[]> {
  const file = lineProtocol.find((path) => existsSync(path))
  if (file === undefined) return []
  const inputs = await loadVerdicts(file)
  const tallies: VerdictTally[] = []
  for (const version of target.versions) {
    const server = await target.plain(version)
    try {
      tallies.push(await replayVerdicts(server, inputs))
    } finally {
      await server.close()
    }
  }
  return tallies
}

function printProblems({ divergent, outdated, lineProtocol }: ParityReport, io: Io): void {
  const unexplained = divergent.filter(({ reason }) => reason === undefined)
  print(
    'unexplained difference',
    unexplained.map(({ version, scenario, step }) => `${version} ${scenario} step ${step}`),
  )
  print('no longer differs, remove its entry', outdated)
  print(
    'line judged otherwise',
    lineProtocol.flatMap(({ version, differing }) => differing.map((id) => `${version} ${id}`)),
  )

  function print(what: string, lines: readonly string[]): void {
    for (const line of lines.slice(0, shownProblems)) io.stderr.write(`${what}: ${line}\n`)
    if (lines.length > shownProblems) io.stderr.write(`${what}: and ${lines.length - shownProblems} more\n`)
  }
}

/** Prints the first differing answers in full. */
function shower(count: number, io: Io): (result: ScenarioResult) => void {
  let left = count
  return ({ id, version, steps }) => {
    for (const { index, comparison, expected, answer } of steps) {
      if (comparison.agreement === 'exact' || left <= 0) continue
      left--
      io.stderr.write(`--- ${version} ${id} step ${index}: ${comparison.agreement}\n`)
      io.stderr.write(`expected ${JSON.stringify(expected)}\nfound    ${JSON.stringify(answer)}\n`)
    }
  }
}
