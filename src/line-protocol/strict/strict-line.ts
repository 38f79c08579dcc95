import { pointIssues } from '../encode.ts'
import type { EncodeIssue } from '../encode-rules.ts'
import { type RawField, splitFields } from '../server/field-values.ts'
import { type RawFields, scanFields } from '../server/fields.ts'
import { type RawKey, scanKey } from '../server/key.ts'
import type { SeriesPoint } from '../server/point.ts'
import { isRefusal } from '../server/refusal.ts'
import type { StrictRule } from './rules.ts'

/** A broken rule of strict mode and the byte offset in the line at which it is broken. */
export interface Finding {
  readonly rule: StrictRule
  readonly at: number
}

/** What strict mode finds in a line (binary text) that the server accepts as this point; empty where it should be written so. */
export function strictFindings(line: string, point: SeriesPoint): readonly Finding[] {
  const key = scanKey(line)
  if (isRefusal(key)) return []
  const block = scanFields(line, key.end)
  if (isRefusal(block)) return []
  const fields = splitFields(block, key.end)
  if (isRefusal(fields)) return []
  const findings = textFindings(line, { key, block, fields })
  if (point.series.hidden) findings.push({ rule: 'hidden-series', at: 0 })
  if (fields.length !== point.fields.length) findings.push({ rule: 'unreadable-field', at: block.start })
  const starts = partStarts({ key, block, fields }, point)
  for (const issue of pointIssues(point, 'ns')) findings.push({ rule: issue.rule, at: startOf(issue, starts) })
  return findings
}

interface Scanned {
  readonly key: RawKey
  readonly block: RawFields
  readonly fields: readonly RawField[]
}

function textFindings(line: string, { key, block, fields }: Scanned): Finding[] {
  const findings: Finding[] = []
  if (block.start !== key.end + 1) findings.push({ rule: 'extra-blank', at: key.end + 1 })
  for (const field of fields) {
    const at = block.start + field.at
    if (field.key.includes('\\"')) findings.push({ rule: 'needless-escape', at })
    const isCut = field.value.startsWith('"') && !wholeString.test(field.value)
    if (isCut) findings.push({ rule: 'cut-string', at: at + field.key.length + 1 })
  }
  const rest = line.slice(block.end)
  const plainRest = /^ -?\d+/.exec(rest)?.[0] ?? ''
  if (plainRest !== rest) findings.push({ rule: 'extra-blank', at: block.end + plainRest.length })
  return findings
}

const wholeString = /^"(?:\\[\s\S]|[^"\\])*"$/

/** Byte offsets in the line at which its parts start. */
interface PartStarts {
  readonly tags: ReadonlyMap<string, number>
  readonly fields: ReadonlyMap<string, number>
  readonly time: number
}

function partStarts({ key, block, fields }: Scanned, point: SeriesPoint): PartStarts {
  const tags = new Map<string, number>()
  let at = key.measurement.length + 1
  for (const [index, [name, value]] of key.tags.entries()) {
    tags.set(point.tags[index]?.[0] ?? '', at)
    at += name.length + value.length + 2
  }
  const starts = fields.map((field, index) => [point.fields[index]?.[0] ?? '', block.start + field.at] as const)
  return { tags, fields: new Map(starts), time: block.end + 1 }
}

function startOf(issue: EncodeIssue, starts: PartStarts): number {
  switch (issue.part) {
    case 'tag key':
    case 'tag value':
      return starts.tags.get(issue.key ?? '') ?? 0
    case 'field key':
    case 'field value':
      return starts.fields.get(issue.key ?? '') ?? 0
    case 'time':
      return starts.time
    default:
      return 0
  }
}
