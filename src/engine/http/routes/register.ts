import type { LazyRoutes, Router } from '../router.ts'
import { registerAuthorizationRoutes } from './authorizations.ts'
import { registerBucketRoutes } from './buckets.ts'
import { registerDeleteRoutes } from './delete.ts'
import { registerMeRoutes } from './me.ts'
import { registerOrgRoutes } from './orgs.ts'
import { registerQueryRoutes } from './query.ts'
import { registerServerRoutes } from './server.ts'
import { registerSessionRoutes } from './session.ts'
import { registerSetupRoutes } from './setup.ts'
import { registerUserRoutes } from './users.ts'
import { registerWriteRoutes } from './write.ts'

/** Resources that a server may never be asked for: their code is loaded with the first request below their path. */
const lazyRoutes: Readonly<Record<string, LazyRoutes>> = {
  '/api/v2/checks': async () => (await import('./checks.ts')).registerCheckRoutes,
  '/api/v2/dashboards': async () => (await import('./dashboards.ts')).registerDashboardRoutes,
  '/api/v2/dbrps': async () => (await import('./dbrps.ts')).registerDbrpRoutes,
  '/api/v2/labels': async () => (await import('./labels.ts')).registerLabelRoutes,
  '/api/v2/notification': async () => (await import('./notifications.ts')).registerNotificationRoutes,
  '/api/v2/query/': async () => (await import('./query-helpers.ts')).registerQueryHelperRoutes,
  '/api/v2/backup': async () => (await import('./backup.ts')).registerBackupRoutes,
  '/api/v2/restore': async () => (await import('./backup.ts')).registerRestoreRoutes,
  '/api/v2/stacks': async () => (await import('./stacks.ts')).registerStackRoutes,
  '/api/v2/templates': async () => (await import('./templates.ts')).registerTemplateRoutes,
  '/api/v2/remotes': async () => (await import('./remotes.ts')).registerRemoteRoutes,
  '/api/v2/replications': async () => (await import('./replications.ts')).registerReplicationRoutes,
  '/api/v2/scrapers': async () => (await import('./scrapers.ts')).registerScraperRoutes,
  '/api/v2/tasks': async () => (await import('./tasks.ts')).registerTaskRoutes,
  '/api/v2/telegraf': async () => (await import('./telegrafs.ts')).registerTelegrafRoutes,
  '/api/v2/variables': async () => (await import('./variables.ts')).registerVariableRoutes,
  '/api/v2private/notebooks': async () => (await import('./notebooks.ts')).registerNotebookRoutes,
  '/private/legacy': async () => (await import('./legacy-authorizations.ts')).registerLegacyAuthorizationRoutes,
  '/query': async () => (await import('./legacy-query.ts')).registerLegacyQueryRoutes,
  '/write': async () => (await import('./legacy-write.ts')).registerLegacyWriteRoutes,
}

/** Every resource of the API, one line each (router.ts says how to add one). */
export function registerRoutes(router: Router): void {
  registerServerRoutes(router)
  registerSetupRoutes(router)
  registerSessionRoutes(router)
  registerMeRoutes(router)
  registerUserRoutes(router)
  registerOrgRoutes(router)
  registerBucketRoutes(router)
  registerAuthorizationRoutes(router)
  registerWriteRoutes(router)
  registerDeleteRoutes(router)
  registerQueryRoutes(router)
  for (const [prefix, load] of Object.entries(lazyRoutes)) router.lazy(prefix, load)
}
