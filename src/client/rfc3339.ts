const shape = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9})\d*)?([Zz]|[+-]\d\d:\d\d)$/

/** Nanoseconds since the epoch of an RFC 3339 time. @throws RangeError when the text is not one. */
export function parseTime(text: string): bigint {
  const match = shape.exec(text)
  if (match === null) throw new RangeError(`not an RFC 3339 time: ${text}`)
  const [, year, month, day, hour, minute, second, fraction = '', zone = 'Z'] = match
  const offset = zone.length === 1 ? 'Z' : zone
  const ms = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`)
  if (Number.isNaN(ms)) throw new RangeError(`not an RFC 3339 time: ${text}`)
  return BigInt(ms) * 1_000_000n + BigInt(fraction.padEnd(9, '0'))
}

/** RFC 3339 in UTC with as many fraction digits as are needed, for years 1677 to 2262. */
export function formatTime(ns: bigint): string {
  const second = 1_000_000_000n
  const fraction = ((ns % second) + second) % second
  const whole = new Date(Number((ns - fraction) / 1_000_000n)).toISOString().slice(0, 19)
  const digits = fraction === 0n ? '' : `.${String(fraction).padStart(9, '0').replace(/0+$/, '')}`
  return `${whole}${digits}Z`
}
