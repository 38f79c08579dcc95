/** The session cookie of InfluxDB OSS. */
export const sessionCookieName = 'influxdb-oss-session'

/** The token of `Authorization: Token …` or `Bearer …` (scheme in any case), as it is; undefined: another scheme. */
export function tokenOf(headers: Headers): string | undefined {
  const header = headers.get('authorization') ?? ''
  return /^(?:token|bearer) (.*)$/i.exec(header)?.[1]
}

/** The key of the session cookie; undefined: no such cookie. */
export function sessionKeyOf(headers: Headers): string | undefined {
  for (const part of (headers.get('cookie') ?? '').split(';')) {
    const [name, ...value] = part.trim().split('=')
    if (name === sessionCookieName) return value.join('=')
  }
  return undefined
}

/** Name and password of `Authorization: Basic …`; undefined: another scheme, or not decodable. */
export function basicCredentialsOf(headers: Headers): { name: string; password: string } | undefined {
  const encoded = /^basic (\S+)$/i.exec(headers.get('authorization') ?? '')?.[1]
  if (encoded === undefined) return undefined
  const decoded = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = decoded.indexOf(':')
  return colon < 0 ? undefined : { name: decoded.slice(0, colon), password: decoded.slice(colon + 1) }
}
