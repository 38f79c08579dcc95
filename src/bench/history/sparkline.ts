const bars = [...'▁▂▃▄▅▆▇█']

/** A row of bars from the least value to the greatest; `·` where there is none. */
export function sparkline(values: readonly (number | undefined)[]): string {
  const known = values.filter((value) => value !== undefined)
  const least = Math.min(...known)
  const range = Math.max(...known) - least
  return values
    .map((value) => {
      if (value === undefined) return '·'
      // A series that does not move is a line in the middle.
      const share = range === 0 ? 0.5 : (value - least) / range
      return bars[Math.min(bars.length - 1, Math.floor(share * bars.length))] ?? ''
    })
    .join('')
}
