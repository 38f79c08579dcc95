/** One measured number beside what it has to reach; without a bound it is only told. */
export interface Figure {
  readonly name: string
  readonly measured: number
  readonly unit: 'x' | 'ms' | 'MB'
  readonly atLeast?: number
  readonly atMost?: number
  /** What stands behind the number. */
  readonly note?: string
}

/** True where the goal is reached. A number that could not be measured reaches none. */
export function isMet({
  measured,
  atLeast = Number.NEGATIVE_INFINITY,
  atMost = Number.POSITIVE_INFINITY,
}: Figure): boolean {
  return measured >= atLeast && measured <= atMost
}

/** One line: name, number, goal, note. */
export function figureLine(figure: Figure): string {
  const { name, measured, unit, atLeast, atMost, note } = figure
  const goal =
    atLeast === undefined ? (atMost === undefined ? undefined : `goal at most ${atMost}`) : `goal at least ${atLeast}`
  const shown = `${name.padEnd(56)} ${round(measured).padStart(8)} ${unit.padEnd(2)}`
  return `${[`${shown}${goal === undefined ? '' : ` ${goal}`}`, ...(note === undefined ? [] : [note])].join('; ')}${isMet(figure) ? '' : '  MISSED'}`
}

/** Three digits that count. */
export function round(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(3)
}
