import type { Regexp } from '../../values/value.ts'

/** The matches as Go finds them: an empty one does not stand right behind another. */
export function matchesOf({ pattern }: Regexp, text: string): RegExpExecArray[] {
  const flags = pattern.flags.includes('g') ? pattern.flags : `${pattern.flags}g`
  const found: RegExpExecArray[] = []
  let end = -1
  for (const match of text.matchAll(new RegExp(pattern.source, flags))) {
    const whole = match[0]
    if (whole === '' && match.index === end) continue
    found.push(match)
    end = match.index + whole.length
  }
  return found
}

/** What `$1`, `${1}` and `${name}` in a template stand for; unknown groups are empty, `$$` is a dollar. */
export function expand(template: string, match: RegExpExecArray): string {
  return template.replaceAll(
    /\$(?:\$|(\w+)|\{(\w+)\})/g,
    (found, bare: string | undefined, braced: string | undefined) => {
      if (found === '$$') return '$'
      const name = bare ?? braced ?? ''
      return (/^\d+$/.test(name) ? match[Number(name)] : match.groups?.[name]) ?? ''
    },
  )
}
