/** 2026-06-01T00:00:00Z, in seconds. */
const startSeconds = 1_780_272_000

export interface PointSet {
  readonly series: number
  /** Of each series. */
  readonly points: number
  /** Seconds between two points of a series. */
  readonly step: number
  /** Times up to a second late, each by another span: none comes at a step. Default false. */
  readonly late?: boolean
}

/** A Flux range that covers a set. */
export function rangeOf({ points, step }: PointSet): string {
  return `range(start: ${rfc3339(startSeconds)}, stop: ${rfc3339(startSeconds + points * step)})`
}

/** Bodies of about `linesEach` lines, all series in each, in order of time; a float field with four digits. */
export function* bodiesOf({ series, points, step, late = false }: PointSet, linesEach: number): Generator<string> {
  const stepsEach = Math.max(1, Math.floor(linesEach / series))
  for (let first = 0; first < points; first += stepsEach) {
    const lines: string[] = []
    for (let point = first; point < Math.min(points, first + stepsEach); point++) {
      const time = `${startSeconds + point * step}000000000`
      for (let one = 0; one < series; one++) {
        const value = (((point + one) * 7919) % 10_000) / 100 + 0.125
        lines.push(`power,building=b-${one} kw=${value} ${late ? lateBy(time, point * 31 + one) : time}`)
      }
    }
    yield lines.join('\n')
  }
}

function lateBy(time: string, seed: number): string {
  return time.slice(0, -9) + String((Math.imul(seed ^ (seed >>> 7), 0x9e3779b1) >>> 0) % 1_000_000_000).padStart(9, '0')
}

function rfc3339(seconds: number): string {
  return new Date(seconds * 1000).toISOString()
}
