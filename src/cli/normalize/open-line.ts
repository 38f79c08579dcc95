/** Of a line that is too long, so much is shown. */
const shownBytes = 1024

/** The bytes of a line whose end has not come yet. */
export class OpenLine {
  readonly #maxBytes: number
  #pieces: Uint8Array[] = []
  #length = 0

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  /** More of the line. Of a line that becomes too long only the beginning is kept. */
  add(piece: Uint8Array): void {
    if (piece.length === 0) return
    if (this.#length <= this.#maxBytes) this.#pieces.push(piece)
    this.#length += piece.length
    if (this.#length > this.#maxBytes && this.#pieces.length > 0) {
      this.#pieces = [Buffer.concat(this.#pieces, Math.min(shownBytes, this.#maxBytes))]
    }
  }

  /** The text of the whole line with the last of it; what comes then is another line. A line that was too long ends with an ellipsis. */
  closeWith(last: Uint8Array): string {
    if (this.#length === 0 && last.length <= this.#maxBytes) return textOf(last)
    this.add(last)
    const isCut = this.#length > this.#maxBytes
    const text = textOf(this.#pieces.length === 1 ? this.#pieces[0] : Buffer.concat(this.#pieces))
    this.#pieces = []
    this.#length = 0
    return isCut ? `${text}…` : text
  }
}

/** UTF-8; bytes that are none become U+FFFD. A string of its own, in a third of the time that a slice of a decoded piece takes. */
function textOf(bytes: Uint8Array = new Uint8Array()): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')
}
