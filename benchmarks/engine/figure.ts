/** One measured number beside what it has to reach. */
export interface Figure {
  readonly name: string
  readonly measured: number
  readonly unit: 'ms' | 'M lines/s' | 'bytes'
  /** A rate has to reach its goal, a time or a size may not exceed it. */
  readonly goal: number
  /** What a bare InfluxDB 2.8.0 takes on a machine of this size; absent: not measured there. */
  readonly influxd?: string
  /** What the number leaves open, in one clause. */
  readonly note?: string
}

/** True where the goal is reached. A number that could not be measured reaches none. */
export function isMet({ measured, unit, goal }: Figure): boolean {
  return unit === 'M lines/s' ? measured >= goal : measured <= goal
}

/** One line: measured, goal, the server's figure, the note. */
export function figureLine(figure: Figure): string {
  const { name, measured, unit, goal, influxd, note } = figure
  const bound = unit === 'M lines/s' ? 'at least' : 'at most'
  const parts = [
    `${name.padEnd(64)} ${measured.toFixed(2).padStart(8)} ${unit.padEnd(9)} goal ${bound} ${goal}`,
    ...(influxd === undefined ? [] : [`influxd ${influxd}`]),
    ...(note === undefined ? [] : [note]),
  ]
  return `${parts.join('; ')}${isMet(figure) ? '' : '  MISSED'}`
}
