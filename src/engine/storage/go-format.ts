/** A duration in nanoseconds as Go prints it: 720h0m0s, 1h30m0s, 1m30s, 1.5s. */
export function formatGoDuration(ns: bigint): string {
  const seconds = ns / 1_000_000_000n
  const fraction = (ns % 1_000_000_000n).toString().padStart(9, '0').replace(/0+$/, '')
  const [hours, minutes] = [seconds / 3600n, (seconds / 60n) % 60n]
  const rest = `${seconds % 60n}${fraction === '' ? '' : `.${fraction}`}s`
  if (hours > 0n) return `${hours}h${minutes}m${rest}`
  return minutes > 0n ? `${minutes}m${rest}` : rest
}

/** A time in nanoseconds as RFC 3339 in UTC with the digits of the second it needs, as Go's RFC3339Nano. */
export function formatRfc3339Nano(ns: bigint): string {
  const fraction = ((ns % 1_000_000_000n) + 1_000_000_000n) % 1_000_000_000n
  const seconds = (ns - fraction) / 1_000_000_000n
  const whole = new Date(Number(seconds) * 1000).toISOString().slice(0, 19)
  const digits = fraction === 0n ? '' : `.${fraction.toString().padStart(9, '0').replace(/0+$/, '')}`
  return `${whole}${digits}Z`
}
