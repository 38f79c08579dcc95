/** A duration in nanoseconds as Go prints it: 720h0m0s, 1h30m0s, 1m30s, 1.5s. */
export function formatGoDuration(ns: bigint): string {
  const seconds = ns / 1_000_000_000n
  const fraction = (ns % 1_000_000_000n).toString().padStart(9, '0').replace(/0+$/, '')
  const [hours, minutes] = [seconds / 3600n, (seconds / 60n) % 60n]
  const rest = `${seconds % 60n}${fraction === '' ? '' : `.${fraction}`}s`
  if (hours > 0n) return `${hours}h${minutes}m${rest}`
  return minutes > 0n ? `${minutes}m${rest}` : rest
}
