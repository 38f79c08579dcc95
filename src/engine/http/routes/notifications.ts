import { parseId } from '../../ids.ts'
import { formatRfc3339 } from '../../rfc3339.ts'
import { resourceLabels } from '../../state/labels.ts'
import type { DocumentRow } from '../../state/records.ts'
import { ApiError } from '../api-error.ts'
import { readJson } from '../body.ts'
import { type Call, parameter, pathValue } from '../call.ts'
import { goMap } from '../json/go-shape.ts'
import { cutPage, pageLinks, pageOf } from '../paging.ts'
import { emptyReply } from '../reply.ts'
import type { Router } from '../router.ts'
import {
  changeDocument,
  createDocument,
  type DocumentKind,
  documentsOf,
  findDocument,
  listDocuments,
  orgIdOfQuery,
} from './documents.ts'
import { registerResourceLabelRoutes } from './labels.ts'
import { registerMemberRoutes } from './members.ts'
import { secretKind } from './secrets.ts'

const endpoints: DocumentKind = { kind: 'notificationEndpoints' }
const rules: DocumentKind = { kind: 'notificationRules' }

type Body = Readonly<Record<string, unknown>>

/** Fields of an endpoint by type, in the order shown; `secrets` are stored apart and shown by their key. */
const endpointTypes: Readonly<Record<string, { readonly fields: readonly string[]; readonly secrets: Body }>> = {
  slack: { fields: ['url', 'token'], secrets: { token: 'token' } },
  pagerduty: { fields: ['clientURL', 'routingKey'], secrets: { routingKey: 'routing-key' } },
  http: {
    fields: ['url', 'headers', 'token', 'username', 'password', 'authMethod', 'method', 'contentTemplate'],
    secrets: { token: 'token', username: 'username', password: 'password' },
  },
  telegram: { fields: ['token', 'channel'], secrets: { token: 'token' } },
  teams: { fields: ['url', 'secretURLSuffix'], secrets: { secretURLSuffix: 'secretURLSuffix' } },
}

const ruleTypes = ['slack', 'pagerduty', 'http', 'smtp', 'telegram', 'teams']

/** /api/v2/notificationEndpoints and /api/v2/notificationRules: kept; the engine notifies nobody. */
export function registerNotificationRoutes(router: Router): void {
  registerKind(router, endpoints, { create: createEndpoint, view: viewEndpoint, missing: missingEndpoint })
  registerKind(router, rules, { create: createRule, view: viewRule, missing: () => 'notification rule not found' })
}

interface Handlers {
  readonly create: (call: Call) => Promise<Response>
  readonly view: (call: Call, row: DocumentRow) => unknown
  readonly missing: (id: string) => string
}

const missingEndpoint = (id: string) => `notification endpoint not found for key "${id}"`
const readObject = async (call: Call): Promise<Body> =>
  (await readJson(call.request, goMap('map[string]interface {}', 'any'))) ?? {}

function registerKind(router: Router, kind: DocumentKind, { create, view, missing }: Handlers): void {
  const path = `/api/v2/${kind.kind}`
  const routes = router.resource(path, 'older')
  const rowOf = (call: Call, action: 'read' | 'write') => {
    const id = parseId(pathValue(call, 'id'))
    return findDocument(call, kind, { id, action, missing: missing(id) })
  }
  routes.get('', (call) => {
    const page = pageOf(call.query)
    const orgId = orgIdOfQuery(call)
    if (orgId === undefined) {
      throw new ApiError('unauthorized', 'cannot process a request without a org or user filter')
    }
    const found = cutPage(listDocuments(call, kind, orgId), page)
    const filter = { org: parameter(call, 'org'), orgID: parameter(call, 'orgID') }
    const links = pageLinks(path, page, { filter, count: found.length })
    return call.json(200, { [kind.kind]: found.map((row) => view(call, row)), links })
  })
  routes.post('', create)
  routes.get('/:id', (call) => call.json(200, view(call, rowOf(call, 'read'))))
  const change = async (call: Call) => {
    const body = await readObject(call)
    return call.json(200, view(call, changeDocument(call, kind, { row: rowOf(call, 'write'), body })))
  }
  routes.patch('/:id', change)
  routes.put('/:id', change)
  routes.delete('/:id', (call) => {
    documentsOf(call.context, kind).delete(rowOf(call, 'write').id)
    return emptyReply(204)
  })
  registerResourceLabelRoutes(routes)
  registerMemberRoutes(routes, kind.kind, { orgIdOf: (call, id) => documentsOf(call.context, kind).get(id)?.orgId })
}

function links(path: string, id: string) {
  const self = `${path}/${id}`
  return { self, labels: `${self}/labels`, members: `${self}/members`, owners: `${self}/owners` }
}

function viewEndpoint(call: Call, row: DocumentRow) {
  const { body } = row
  const { fields = [], secrets = {} } = endpointTypes[String(body.type)] ?? {}
  const shown = fields.flatMap((name): [string, unknown][] => {
    if (body[name]) return [[name, Object.hasOwn(secrets, name) ? `secret: ${row.id}-${secrets[name]}` : body[name]]]
    // A secret that is not there is an empty text for Slack, and left out for the others.
    return body.type === 'slack' && name === 'token' ? [[name, '']] : []
  })
  return {
    id: row.id,
    name: body.name,
    ...(body.description ? { description: body.description } : {}),
    orgID: row.orgId,
    status: body.status ?? 'active',
    createdAt: formatRfc3339(row.createdNs),
    updatedAt: formatRfc3339(row.updatedNs),
    ...Object.fromEntries(shown),
    type: body.type,
    labels: resourceLabels(call.context.state, row.id),
    links: links('/api/v2/notificationEndpoints', row.id),
  }
}

function checkEndpoint(body: Body): void {
  const type = String(body.type ?? '')
  if (!Object.hasOwn(endpointTypes, type)) throw new ApiError('invalid', `invalid notification endpoint type ${type}`)
  if (!body.name) throw new ApiError('invalid', "Notification Endpoint Name can't be empty")
  if (type === 'http' && !body.url) throw new ApiError('invalid', 'http endpoint URL is empty')
  if (type === 'slack' && !body.url && !body.token) {
    throw new ApiError('invalid', 'slack endpoint URL must be provided')
  }
}

async function createEndpoint(call: Call): Promise<Response> {
  const { orgID, ...body } = await readObject(call)
  checkEndpoint(body)
  const orgId = parseId(String(orgID ?? ''))
  const secrets = endpointTypes[String(body.type)]?.secrets ?? {}
  const values = Object.entries(secrets).flatMap(([field, key]) =>
    body[field] ? [[field, key, body[field]] as const] : [],
  )
  // The value goes to the secrets; the document keeps only that there is one.
  const held = Object.fromEntries(values.map(([field]) => [field, true]))
  const row = createDocument(call, endpoints, { orgId, body: { ...body, ...held } })
  for (const [, suffix, value] of values) {
    const key = `${row.id}-${suffix}`
    call.context.state.documents(secretKind).put({
      id: `${orgId}/${key}`,
      orgId,
      createdNs: row.createdNs,
      updatedNs: row.updatedNs,
      body: { key, value },
    })
  }
  return call.json(201, viewEndpoint(call, row))
}

function viewRule(call: Call, row: DocumentRow) {
  const { id: _, ...body } = row.body
  return {
    id: row.id,
    orgID: row.orgId,
    ...body,
    createdAt: formatRfc3339(row.createdNs),
    updatedAt: formatRfc3339(row.updatedNs),
    labels: resourceLabels(call.context.state, row.id),
    links: { ...links('/api/v2/notificationRules', row.id), query: `/api/v2/notificationRules/${row.id}/query` },
  }
}

async function createRule(call: Call): Promise<Response> {
  const { orgID, ...body } = await readObject(call)
  const type = String(body.type ?? '')
  if (!ruleTypes.includes(type)) throw new ApiError('invalid', `invalid notification type ${type}`)
  const endpointId = parseId(String(body.endpointID ?? ''))
  if (documentsOf(call.context, endpoints).get(endpointId) === undefined) {
    throw new ApiError('not found', missingEndpoint(endpointId))
  }
  const kept = { ...body, ownerID: call.principal.user.id, taskID: call.context.newId() }
  return call.json(
    201,
    viewRule(call, createDocument(call, rules, { orgId: parseId(String(orgID ?? '')), body: kept })),
  )
}
