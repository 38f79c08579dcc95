import type { SelectColumn } from './columns.ts'
import type { Condition } from './condition.ts'
import { type Cell, InfluxqlError } from './host.ts'
import type { Row } from './rows.ts'
import type { Fill, SelectStatement } from './syntax.ts'

/** InfluxDB's `max-select-buckets` is unlimited by default; an answer of more windows than this is a slip. */
const windowLimit = 1_000_000n

export interface Window {
  readonly start: bigint
  readonly rows: readonly Row[]
}

function floorTo(time: bigint, every: bigint, offset: bigint): bigint {
  const shifted = time - offset
  const rest = ((shifted % every) + every) % every
  return time - rest
}

/**
 * The windows of GROUP BY time: from the lower bound of the condition (else the first point) to its upper bound (else now),
 * empty ones included; none where there is no point at all.
 */
export function windowsOf(
  rows: readonly Row[],
  { every, offset }: NonNullable<SelectStatement['groupTime']>,
  { condition, nowNs }: { condition: Condition; nowNs: bigint },
): Window[] {
  const [first] = rows
  const last = rows.at(-1)
  if (first === undefined || last === undefined) return []
  const from = floorTo(condition.minNs ?? first.time, every, offset)
  const upper = condition.maxNs ?? (last.time > nowNs ? last.time : nowNs)
  const to = floorTo(upper, every, offset)
  if ((to - from) / every > windowLimit) throw new InfluxqlError('max-select-buckets limit exceeded')
  const byStart = new Map<bigint, Row[]>()
  for (let start = from; start <= to; start += every) byStart.set(start, [])
  for (const row of rows) byStart.get(floorTo(row.time, every, offset))?.push(row)
  return [...byStart].map(([start, inside]) => ({ start, rows: inside }))
}

function interpolate(lines: readonly (readonly [bigint, ...Cell[]])[], line: number, column: number): Cell {
  const at = lines[line]?.[0] ?? 0n
  const before = lines.slice(0, line).findLast((one) => one[column] !== null)
  const after = lines.slice(line + 1).find((one) => one[column] !== null)
  if (before === undefined || after === undefined) return null
  const share = Number(at - before[0]) / Number(after[0] - before[0])
  return Number(before[column]) + (Number(after[column]) - Number(before[column])) * share
}

/** Puts into empty windows what FILL says; a count of nothing is 0. */
export function fillWindows(
  lines: readonly (readonly [bigint, ...Cell[]])[],
  fill: Fill,
  columns: readonly SelectColumn[],
): [bigint, ...Cell[]][] {
  const isCount = columns.map(({ expression }) => expression.kind === 'call' && expression.name === 'count')
  const previous: Cell[] = columns.map(() => null)
  const filled = lines.map(([time, ...cells], line): [bigint, ...Cell[]] => {
    const result = cells.map((cell, index): Cell => {
      if (cell !== null) {
        previous[index] = cell
        return cell
      }
      if (fill.kind === 'number') return fill.value
      if (fill.kind === 'previous') return previous[index] ?? null
      if (fill.kind === 'linear') return interpolate(lines, line, index + 1)
      return isCount[index] && fill.kind === 'null' ? 0n : null
    })
    return [time, ...result]
  })
  return fill.kind === 'none' ? filled.filter(([, ...cells]) => cells.some((cell) => cell !== null)) : filled
}
