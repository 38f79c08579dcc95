import { authorize } from '../../auth/authorize.ts'
import { basicCredentialsOf } from '../../auth/credentials.ts'
import { passwordMatches } from '../../auth/password.ts'
import { parseId } from '../../ids.ts'
import { setPassword, userById } from '../../tenant/users.ts'
import { ApiError } from '../api-error.ts'
import { readJson } from '../body.ts'
import { type Call, pathValue } from '../call.ts'
import { goStruct } from '../json/go-shape.ts'
import { emptyReply } from '../reply.ts'

const passwordRequest = goStruct('tenant.passwordSetRequest', { password: 'string' })

/** Sets the password of a user, whatever it was. */
export async function postPassword(call: Call): Promise<Response> {
  const { context, request, principal } = call
  const body = (await readJson(request, passwordRequest, { prefix: '' })) ?? {}
  const user = userById(context, parseId(pathValue(call, 'id')))
  authorize(principal, 'write', 'users', { id: user.id })
  setPassword(context, user, body.password ?? '')
  return emptyReply(204)
}

/**
 * Changes a password for one who gives the old one by Basic credentials. Those are no way to authenticate, so that it
 * takes a session cookie beside them.
 */
export async function changeOwnPassword({ context, request }: Call): Promise<Response> {
  const credentials = basicCredentialsOf(request.headers)
  if (!credentials) {
    throw new ApiError('internal error', 'error decoding password reset request: invalid basic auth')
  }
  const body = (await readJson(request, passwordRequest, { prefix: 'error decoding password reset request: ' })) ?? {}
  const user = context.state.users.find((row) => row.name === credentials.name)
  if (!user || !passwordMatches(credentials.password, user.passwordHash)) {
    throw new ApiError('forbidden', 'your username or password is incorrect')
  }
  setPassword(context, user, body.password ?? '')
  return emptyReply(204)
}
