/** A hash of the characters of a text, from `from` on, that goes on from the hash of what stood before. */
export function hashOfText(text: string, { from = 0, before = 0 }: { from?: number; before?: number } = {}): number {
  let hash = before
  for (let at = from; at < text.length; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0
  return hash
}

/** Of a key, from the hashes of its series and of its time in digits. */
export function hashOfKey(series: number, time: number): number {
  // Neighbouring times come out far apart: the finalizer of MurmurHash3.
  const mixed = Math.imul(series ^ Math.imul(time, 0x9e3779b1), 0x85ebca6b)
  return mixed ^ (mixed >>> 15)
}
