import { authorize } from '../../auth/authorize.ts'
import type { Call } from '../call.ts'
import type { Router } from '../router.ts'
import { viewUser } from '../views.ts'
import { changeOwnPassword } from './password.ts'

function getMe(call: Call): Response {
  const { user } = call.principal
  authorize(call.principal, 'read', 'users', { id: user.id })
  return call.json(200, viewUser(user))
}

/** The user behind the credentials. */
export function registerMeRoutes(router: Router): void {
  const routes = router.resource('/api/v2/me', 'newer')
  routes.get('', getMe)
  routes.put('/password', changeOwnPassword)
}
