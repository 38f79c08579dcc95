/** A float as Flux writes it: shortest digits, never an exponent; `-0`, `NaN`, `+Inf`, `-Inf` as such. */
export function formatFloat(value: number): string {
  if (value === 0) return Object.is(value, -0) ? '-0' : '0'
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf'
  const text = String(value)
  const at = text.indexOf('e')
  if (at < 0) return text
  return withoutExponent(text.slice(0, at), Number(text.slice(at + 1)))
}

function withoutExponent(mantissa: string, exponent: number): string {
  const negative = mantissa.startsWith('-')
  const [whole = '', fraction = ''] = (negative ? mantissa.slice(1) : mantissa).split('.')
  const digits = whole + fraction
  const point = whole.length + exponent
  let text: string
  if (point <= 0) text = `0.${'0'.repeat(-point)}${digits}`
  else if (point >= digits.length) text = digits + '0'.repeat(point - digits.length)
  else text = `${digits.slice(0, point)}.${digits.slice(point)}`
  return negative ? `-${text}` : text
}

const floatPattern = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/
const hexFloatPattern = /^([+-]?)0[xX]([\da-fA-F_]*)(?:\.([\da-fA-F_]*))?[pP]([+-]?\d+)$/
const underscoredPattern = /^[+-]?(?:inf|infinity)$/i

/** What Go's strconv.ParseFloat makes of a text; undefined: a syntax error. */
export function parseFloat64(text: string): number | undefined {
  if (floatPattern.test(text)) return Number(text)
  if (/^nan$/i.test(text)) return Number.NaN
  if (underscoredPattern.test(text)) return text.startsWith('-') ? -Infinity : Infinity
  const hex = hexFloatPattern.exec(text)
  if (hex === null) return undefined
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = hex
  if (whole === '' && fraction === '') return undefined
  let mantissa = 0
  for (const digit of whole + fraction) mantissa = mantissa * 16 + Number.parseInt(digit, 16)
  const value = mantissa * 2 ** (Number(exponent) - 4 * fraction.length)
  return sign === '-' ? -value : value
}
