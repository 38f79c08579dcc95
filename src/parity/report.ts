import type { DivergentStep } from './divergences.ts'
import type { VerdictTally } from './line-protocol-verdicts.ts'
import { countReasons, type Skipped } from './skipped.ts'
import { type AreaTally, percent, renderTally } from './tally.ts'

/** All that one replay of the recordings told. */
export interface ParityReport {
  /** `embedded`, or the URL of a server. */
  readonly target: string
  /** RFC 3339, UTC. */
  readonly startedAt: string
  readonly tookMs: number
  readonly tallies: readonly AreaTally[]
  /** Empty where the recorded verdicts are not there. */
  readonly lineProtocol: readonly VerdictTally[]
  readonly skipped: readonly Skipped[]
  readonly divergent: readonly DivergentStep[]
  readonly outdated: readonly string[]
}

/** Raised when a field of the JSON report changes its meaning or goes away. */
const jsonFormatVersion = 1

/** True when nothing differs but what the list explains, and nothing on the list has stopped differing. */
export function isExplained({ divergent, outdated, lineProtocol }: ParityReport): boolean {
  const verdictsAgree = lineProtocol.every(({ differing }) => differing.length === 0)
  return verdictsAgree && outdated.length === 0 && divergent.every(({ reason }) => reason !== undefined)
}

/** The report as JSON, with a newline at its end. */
export function formatParityJson(report: ParityReport): string {
  const { skipped, ...rest } = report
  const explained = isExplained(report)
  return `${JSON.stringify({ formatVersion: jsonFormatVersion, explained, ...rest, skipped: countReasons(skipped) }, null, 2)}\n`
}

/** The report as Markdown. */
export function formatParityMarkdown(report: ParityReport): string {
  const { target, startedAt, tallies, divergent, outdated } = report
  const sections = [
    `# Parity of ${target === 'embedded' ? 'the embedded engine' : target}`,
    `Replayed ${startedAt}. Exact: status, kept headers and body agree.`,
    renderTally(tallies),
    ...summaryLines(report),
    ...listed('Differences', divergenceLines(divergent)),
    ...listed('Entries that no longer differ', outdated),
  ]
  return `${sections.join('\n\n')}\n`
}

/** What the table does not say, in a few lines. */
export function summaryLines({ lineProtocol, skipped, divergent, outdated }: ParityReport): string[] {
  const open = divergent.filter(({ reason }) => reason === undefined).length
  return [
    ...lineProtocol.map(
      ({ version, inputs, agreeing }) =>
        `line protocol ${version}: ${agreeing} of ${inputs} verdicts agree (${percent(agreeing, inputs)})`,
    ),
    ...countReasons(skipped).map(({ reason, count }) => `${count} scenarios skipped: ${reason}`),
    `${divergent.length} steps differ, ${open} of them without a reason; ${outdated.length} reasons are outdated`,
  ]
}

function listed(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`## ${title}`, lines.map((line) => `- ${line}`).join('\n')]
}

/** One line a scenario and reason, with the steps and versions it is about. */
function divergenceLines(divergent: readonly DivergentStep[]): string[] {
  const groups = Map.groupBy(divergent, ({ scenario, reason }) => `${scenario}: ${reason ?? 'NO REASON'}`)
  return [...groups].map(([text, steps]) => {
    const versions = [...new Set(steps.map(({ version }) => version))].join(', ')
    const numbers = [...new Set(steps.map(({ step }) => step))].sort((a, b) => a - b).join(', ')
    return `${text} (step ${numbers}; ${versions})`
  })
}
