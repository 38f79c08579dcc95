import { basicCredentialsOf, sessionCookieName, sessionKeyOf } from '../../auth/credentials.ts'
import { passwordMatches } from '../../auth/password.ts'
import { generateToken } from '../../auth/token.ts'
import { ApiError } from '../api-error.ts'
import type { AnonymousCall } from '../call.ts'
import { emptyReply } from '../reply.ts'
import type { Router } from '../router.ts'

const unauthorized = () => new ApiError('unauthorized', 'unauthorized access')

/** An inactive user may sign in, and is refused afterwards. */
function signIn({ context, request }: AnonymousCall): Response {
  const credentials = basicCredentialsOf(request.headers)
  if (!credentials) throw unauthorized()
  const user = context.state.users.find((row) => row.name === credentials.name)
  if (!user || !passwordMatches(credentials.password, user.passwordHash)) throw unauthorized()
  const key = generateToken()
  const expiresNs = context.clock.nowNs() + BigInt(context.flags.sessionLengthMinutes) * 60_000_000_000n
  context.state.sessions.put({ id: context.newId(), userId: user.id, key, expiresNs })
  const expires = new Date(Number(expiresNs / 1_000_000n)).toUTCString()
  const cookie = `${sessionCookieName}=${key}; Path=/api/; Expires=${expires}; HttpOnly; SameSite=Strict`
  return emptyReply(204, { 'set-cookie': cookie })
}

function signOut({ context, request }: AnonymousCall): Response {
  const key = sessionKeyOf(request.headers)
  const session = context.state.sessions.find((row) => row.key === key)
  if (!session) throw unauthorized()
  context.state.sessions.delete(session.id)
  return emptyReply(204)
}

/** Signing in and out by name and password. */
export function registerSessionRoutes(router: Router): void {
  router.resource('/api/v2/signin', 'newer').anonymous('POST', '', signIn)
  router.resource('/api/v2/signout', 'newer').anonymous('POST', '', signOut)
}
