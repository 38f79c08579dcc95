import { formatDuration, minuteNs, secondNs } from '../../contract/duration.ts'

/** Names in a sentence: the first few, and how many more. */
export function listed(names: readonly string[], most = 5): string {
  const shown = names.slice(0, most).join(', ')
  return names.length > most ? `${shown} and ${names.length - most} more` : shown
}

/** A length of time for people: whole minutes above an hour, whole seconds above a minute, else milliseconds. */
export function roughly(durationNs: bigint): string {
  const step = durationNs >= 60n * minuteNs ? minuteNs : durationNs >= minuteNs ? secondNs : 1_000_000n
  const rounded = ((durationNs + step / 2n) / step) * step
  return rounded === 0n && durationNs !== 0n ? '1ms' : formatDuration(rounded)
}

/** `1 point`, `2 points`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`
}
