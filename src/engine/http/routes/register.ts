import type { Router } from '../router.ts'
import { registerAuthorizationRoutes } from './authorizations.ts'
import { registerBucketRoutes } from './buckets.ts'
import { registerCheckRoutes } from './checks.ts'
import { registerDashboardRoutes } from './dashboards.ts'
import { registerDbrpRoutes } from './dbrps.ts'
import { registerDeleteRoutes } from './delete.ts'
import { registerLabelRoutes } from './labels.ts'
import { registerLegacyAuthorizationRoutes } from './legacy-authorizations.ts'
import { registerLegacyQueryRoutes } from './legacy-query.ts'
import { registerLegacyWriteRoutes } from './legacy-write.ts'
import { registerMeRoutes } from './me.ts'
import { registerNotificationRoutes } from './notifications.ts'
import { registerOrgRoutes } from './orgs.ts'
import { registerQueryRoutes } from './query.ts'
import { registerQueryHelperRoutes } from './query-helpers.ts'
import { registerRemoteRoutes } from './remotes.ts'
import { registerReplicationRoutes } from './replications.ts'
import { registerScraperRoutes } from './scrapers.ts'
import { registerServerRoutes } from './server.ts'
import { registerSessionRoutes } from './session.ts'
import { registerSetupRoutes } from './setup.ts'
import { registerTaskRoutes } from './tasks.ts'
import { registerTelegrafRoutes } from './telegrafs.ts'
import { registerUserRoutes } from './users.ts'
import { registerVariableRoutes } from './variables.ts'
import { registerWriteRoutes } from './write.ts'

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
  registerQueryHelperRoutes(router)
  registerDbrpRoutes(router)
  registerLegacyAuthorizationRoutes(router)
  registerLegacyWriteRoutes(router)
  registerLegacyQueryRoutes(router)
  registerTaskRoutes(router)
  registerLabelRoutes(router)
  registerNotificationRoutes(router)
  registerCheckRoutes(router)
  registerDashboardRoutes(router)
  registerReplicationRoutes(router)
  registerRemoteRoutes(router)
  registerTelegrafRoutes(router)
  registerScraperRoutes(router)
  registerVariableRoutes(router)
}
