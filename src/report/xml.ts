/** Characters that XML 1.0 has no way to hold, or only just: control characters, lone surrogates, U+FFFE and U+FFFF. */
const illegal = /(?![\t\n\r])[\p{Cc}\p{Cs}\ufffe\uffff]/gu

const named: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text between tags. What XML cannot hold is written as a JavaScript escape, such as \u0007. */
export function escapeText(text: string): string {
  return text
    .replace(illegal, escapeCode)
    .replace(/[&<>]/g, (char) => named[char] ?? char)
    .replace(/\r/g, '&#13;')
}

/** Text between double quotes. Line breaks and tabs are kept, as character references. */
export function escapeAttribute(text: string): string {
  return text
    .replace(illegal, escapeCode)
    .replace(/[&<>"]/g, (char) => named[char] ?? char)
    .replace(/[\t\n\r]/g, (char) => `&#${char.charCodeAt(0)};`)
}

/** Attributes as they stand in a tag, each with a space before it; undefined ones are left out. */
export function attributes(values: Readonly<Record<string, string | number | undefined>>): string {
  return Object.entries(values)
    .filter((pair): pair is [string, string | number] => pair[1] !== undefined)
    .map(([name, value]) => ` ${name}="${escapeAttribute(String(value))}"`)
    .join('')
}

function escapeCode(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`
}
