/** Makes keys for things whose names may be anything: lower case, words joined by `-`, each once. */
export function createKeys(fallback: string): (name: string) => string {
  const taken = new Set<string>()
  return (name) => {
    const base = slug(name) || fallback
    let key = base
    for (let at = 2; taken.has(key); at++) key = `${base}-${at}`
    taken.add(key)
    return key
  }
}

/** A name as a key: lower case letters and digits, words joined by `-`; empty where it has none. */
export function slug(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
}
