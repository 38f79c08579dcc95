import { authorize } from '../../auth/authorize.ts'
import { parseId } from '../../ids.ts'
import { ApiError } from '../api-error.ts'
import { readJson } from '../body.ts'
import { type Call, pathValue } from '../call.ts'
import { goArray, goMap, goStruct } from '../json/go-shape.ts'
import { emptyReply } from '../reply.ts'
import type { ResourceRoutes } from '../router.ts'

/** Kind of the documents that hold secrets; id `<org id>/<key>`, `body.value` the secret. */
export const secretKind = 'secrets'

/** /api/v2/orgs/:id/secrets: keys are shown, values never. */
export function registerSecretRoutes(routes: ResourceRoutes): void {
  routes.get('/:id/secrets', listSecrets)
  routes.patch('/:id/secrets', putSecrets)
  routes.post('/:id/secrets/delete', deleteSecrets)
  routes.delete('/:id/secrets/:key', (call) => {
    removeSecrets(call, [pathValue(call, 'key')])
    return emptyReply(204)
  })
}

function orgIdOf(call: Call, action: 'read' | 'write'): string {
  const id = parseId(pathValue(call, 'id'))
  if (call.context.state.orgs.get(id) === undefined) throw new ApiError('not found', '404 page not found')
  authorize(call.principal, action, 'secrets', { orgId: id })
  return id
}

function listSecrets(call: Call): Response {
  const orgId = orgIdOf(call, 'read')
  const rows = call.context.state.documents(secretKind).filter((row) => row.orgId === orgId)
  const keys = rows.map((row) => String(row.body.key)).sort()
  const org = `/api/v2/orgs/${orgId}`
  return call.json(200, { links: { org, self: `${org}/secrets` }, secrets: keys })
}

async function putSecrets(call: Call): Promise<Response> {
  const orgId = orgIdOf(call, 'write')
  const secrets = (await readJson(call.request, goMap('map[string]string', 'string'))) ?? {}
  const now = call.context.clock.nowNs()
  const table = call.context.state.documents(secretKind)
  for (const [key, value] of Object.entries(secrets)) {
    table.put({ id: `${orgId}/${key}`, orgId, createdNs: now, updatedNs: now, body: { key, value } })
  }
  return emptyReply(204)
}

function removeSecrets(call: Call, keys: readonly string[]): void {
  const orgId = orgIdOf(call, 'write')
  for (const key of keys) call.context.state.documents(secretKind).delete(`${orgId}/${key}`)
}

async function deleteSecrets(call: Call): Promise<Response> {
  const shape = goStruct('influxdb.SecretKeys', { secrets: goArray('[]string', 'string') })
  const body = (await readJson(call.request, shape)) ?? {}
  removeSecrets(call, body.secrets ?? [])
  return emptyReply(204)
}
