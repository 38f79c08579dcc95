import { checkPassword, hashPassword } from '../auth/password.ts'
import type { EngineContext } from '../context.ts'
import { ApiError } from '../http/api-error.ts'
import type { UserRow } from '../state/records.ts'

function checkName(context: EngineContext, name: string, ownId?: string): void {
  if (name === '') throw new ApiError('empty value', 'key required')
  const taken = context.state.users.find((row) => row.id !== ownId && row.name === name)
  if (taken) throw new ApiError('conflict', `user with name ${name} already exists`)
}

/** Makes a user without a password. */
export function createUser(context: EngineContext, user: { name: string; status?: string }): UserRow {
  checkName(context, user.name)
  return context.state.users.put({ id: context.newId(), name: user.name, status: user.status || 'active' })
}

/** Changes name and status, where given. */
export function updateUser(context: EngineContext, user: UserRow, change: { name?: string; status?: string }): UserRow {
  if (change.name !== undefined) checkName(context, change.name, user.id)
  return context.state.users.put({ ...user, ...change })
}

/** Deletes a user, its memberships and sessions. Its tokens stay, and answer "User is inactive". */
export function deleteUser(context: EngineContext, user: UserRow): void {
  const { state } = context
  for (const row of state.mappings.filter((one) => one.userId === user.id)) state.mappings.delete(row.id)
  for (const row of state.sessions.filter((one) => one.userId === user.id)) state.sessions.delete(row.id)
  state.users.delete(user.id)
}

/** Sets a password; throws `invalid` for one that the rules refuse. */
export function setPassword(context: EngineContext, user: UserRow, password: string): UserRow {
  checkPassword(password, { strong: context.flags.strongPasswords })
  return context.state.users.put({ ...user, passwordHash: hashPassword(password) })
}

/** The user of an id. Throws `not found`. */
export function userById(context: EngineContext, id: string): UserRow {
  const found = context.state.users.get(id)
  if (!found) throw new ApiError('not found', 'user not found')
  return found
}

/** The user of a name. Throws `not found`. */
export function userByName(context: EngineContext, name: string): UserRow {
  const found = context.state.users.find((row) => row.name === name)
  if (!found) throw new ApiError('not found', 'user not found')
  return found
}
