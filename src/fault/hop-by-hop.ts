/** Headers that hold for one connection only, or that are set anew on the next. */
const names: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/** @param name in any case. */
export function isHopByHop(name: string): boolean {
  return names.has(name.toLowerCase())
}
