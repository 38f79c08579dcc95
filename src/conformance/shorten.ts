const longest = 200

/** A text that a report can show: of a long one, its beginning and its length. */
export function shorten(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest)}… (${text.length} characters)`
}
