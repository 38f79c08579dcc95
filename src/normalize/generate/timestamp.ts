/** Microseconds since the epoch as Home Assistant writes them: UTC with "+00:00", six digits of fraction, none when they are zero. */
export function isoTime(micros: number, offsetMinutes = 0): string {
  const shifted = micros + offsetMinutes * 60_000_000
  const seconds = Math.floor(shifted / 1e6)
  const fraction = shifted - seconds * 1e6
  const date = new Date(seconds * 1000).toISOString().slice(0, 19)
  return `${date}${fraction === 0 ? '' : `.${String(fraction).padStart(6, '0')}`}${offset(offsetMinutes)}`
}

function offset(minutes: number): string {
  const size = Math.abs(minutes)
  const pad = (value: number) => String(value).padStart(2, '0')
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`
}
