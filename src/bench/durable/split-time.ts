/** Reads RFC 3339 times in UTC, as annotated CSV has them, into whole seconds and nanoseconds: many in one minute cost little. */
export class SplitTime {
  /** Since the epoch, rounded down. */
  seconds = 0
  rest = 0
  #minute = ''
  #minuteSeconds = 0

  /** @throws RangeError for what is no time in UTC. */
  read(text: string): void {
    const minute = text.slice(0, 16)
    if (minute !== this.#minute) {
      this.#minuteSeconds = Date.parse(`${minute}:00Z`) / 1000
      this.#minute = minute
    }
    this.seconds = this.#minuteSeconds + Number(text.slice(17, 19))
    const digits = text.length - 21
    this.rest = digits > 0 ? Number(text.slice(20, -1)) * 10 ** (9 - digits) : 0
    if (Number.isNaN(this.seconds) || Number.isNaN(this.rest) || !text.endsWith('Z')) {
      throw new RangeError(`no time in UTC: ${text}`)
    }
  }
}
