/** What a client sees of a connection that broke: the shape of the error that fetch rejects with. */
export function connectionFault(how: 'refused' | 'reset'): TypeError {
  const code = how === 'refused' ? 'ECONNREFUSED' : 'ECONNRESET'
  const text = how === 'refused' ? 'connect ECONNREFUSED' : 'read ECONNRESET'
  return new TypeError('fetch failed', { cause: Object.assign(new Error(text), { code }) })
}
