import type { Router } from '../router.ts'

/** Notebooks of the UI: there is a list, and nothing makes one here. */
export function registerNotebookRoutes(router: Router): void {
  const routes = router.resource('/api/v2private/notebooks', 'newer')
  routes.get('', (call) => call.json(200, { flows: [] }))
}
