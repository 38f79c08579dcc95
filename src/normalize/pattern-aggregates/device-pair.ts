/** Two devices as one tag value, `a|b`, sorted: the pair (b, a) is the same series. Undefined unless there are two. */
export function devicePair(value: unknown): string | undefined {
  const parts: readonly unknown[] = typeof value === 'string' ? value.split('|') : Array.isArray(value) ? value : []
  const [first, second] = parts
  if (parts.length !== 2 || typeof first !== 'string' || typeof second !== 'string') return undefined
  if (first === '' || second === '' || first.includes('|') || second.includes('|')) return undefined
  return first < second ? `${first}|${second}` : `${second}|${first}`
}
