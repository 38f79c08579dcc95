const text = String.raw`"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[^"\\\u0000-\u001f]*)*"`
const scalar = String.raw`(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|${text}|true|false|null)`
/** A number, a text, true, false, null, or a list of such, in the form without blanks. */
const simple = String.raw`(?:${scalar}|\[(?:${scalar}(?:,${scalar})*)?\])`
const simpleValue = new RegExp(simple, 'y')
const member = new RegExp(String.raw`[{,]"([^"\\\u0000-\u001f]*)":(${simple})`, 'y')
/** Bounded, for keys come from outside. */
const maxChanging = 64
/** So many texts are cut, and later each so many-th. */
const alwaysCut = 8

/** Where the simple JSON value that begins at a place of a text ends; -1 where none does. */
export function simpleValueEnd(text: string, at: number): number {
  simpleValue.lastIndex = at
  return simpleValue.test(text) ? simpleValue.lastIndex : -1
}

/** A member of an object as it stands in a text. */
interface Member {
  readonly key: string
  readonly value: string
  /** Where the value begins and ends. */
  readonly start: number
  readonly end: number
}

/** A text that is cut. */
export type Pieces = readonly [first: string, ...rest: string[]]

/** Learns from the texts of an object which of its members change, so that a text is known again in spite of them. */
export class ChangingMembers {
  readonly #changing = new Set<string>()
  #texts = 0
  #latest: readonly Member[] | undefined

  /**
   * A text with an object in it that begins at `start`, cut where the values stand that changed already, but for those of members that somebody reads.
   * Undefined where no such value changed, and mostly where many texts were cut before, for then more of that helps little.
   */
  cut(text: string, start: number, { isRead }: { isRead: (key: string) => boolean }): Pieces | undefined {
    if (++this.#texts > alwaysCut && this.#texts % alwaysCut !== 0) return undefined
    const before = this.#latest
    const members = membersOf(text, start)
    this.#latest = members
    for (const [index, { key, value }] of members.entries()) {
      const other = before?.[index]
      const isOther = other?.key === key && other.value !== value
      if (isOther && this.#changing.size < maxChanging && !isRead(key)) this.#changing.add(key)
    }
    let at = 0
    const pieces: string[] = []
    for (const { key, start, end } of members) {
      if (!this.#changing.has(key)) continue
      pieces.push(text.slice(at, start))
      at = end
    }
    const last = text.slice(at)
    const [first, ...rest] = pieces
    return first === undefined ? undefined : [first, ...rest, last]
  }
}

/** The members of an object, as far as their values are simple. */
function membersOf(text: string, start: number): Member[] {
  const members: Member[] = []
  member.lastIndex = start
  for (let found = member.exec(text); found !== null; found = member.exec(text)) {
    const [, key = '', value = ''] = found
    members.push({ key, value, start: member.lastIndex - value.length, end: member.lastIndex })
  }
  return members
}
