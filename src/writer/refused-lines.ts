import { decode } from '../line-protocol/decode.ts'
import type { PendingPoint } from './pending-point.ts'

/** A point of a refused batch that is at fault, and why. */
export interface RefusedPoint {
  readonly point: PendingPoint
  readonly reason: string
}

/**
 * The points of a refused batch that need no further request to be found guilty: those that the answer names, as InfluxDB names every bad line
 * of a batch, and those that the server's grammar refuses here.
 */
export function refusedLines(points: readonly PendingPoint[], message: string): readonly RefusedPoint[] {
  return points.flatMap((point) => {
    const named = message.includes(`'${point.line}'`)
    const reason = named ? message.slice(message.indexOf(point.line) + point.line.length + 1) : refusalOf(point.line)
    return reason === undefined ? [] : [{ point, reason: (reason.split('\n', 1)[0] ?? '').replace(/^: /, '') }]
  })
}

function refusalOf(line: string): string | undefined {
  return decode(line).errors[0]?.message
}
