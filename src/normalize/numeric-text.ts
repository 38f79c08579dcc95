const numeric = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/

/**
 * The number that a text is, wholly, or undefined. ASCII digits, one point, an exponent; no white space, no
 * underscores, no other digits, no "nan" and no "inf", all of which Python's float() takes. A text that merely holds
 * a number ("5%", "-12 dBm") is prose.
 */
export function numericText(text: string): number | undefined {
  const first = text.charCodeAt(0)
  // Prose is told from numbers by its first character nearly always: digit, sign or point.
  // Stryker disable next-line all: it saves time; the expression below decides the same without it, and the tests hold it to that
  if (!((first >= 48 && first <= 57) || first === 45 || first === 43 || first === 46)) return undefined
  if (!numeric.test(text)) return undefined
  const value = Number(text)
  return Number.isFinite(value) ? value : undefined
}
