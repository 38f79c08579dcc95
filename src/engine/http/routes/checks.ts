import { loadCompiler } from '../../flux/language/compiler.ts'
import { parseId } from '../../ids.ts'
import { formatRfc3339 } from '../../rfc3339.ts'
import { resourceLabels } from '../../state/labels.ts'
import type { DocumentRow } from '../../state/records.ts'
import { ApiError } from '../api-error.ts'
import { readText } from '../body.ts'
import { type Call, parameter, pathValue } from '../call.ts'
import { cutPage, pageLinks, pageOf } from '../paging.ts'
import type { Router } from '../router.ts'
import {
  createDocument,
  type DocumentKind,
  documentsOf,
  findDocument,
  listDocuments,
  orgIdOfQuery,
  registerDocumentItemRoutes,
} from './documents.ts'
import { registerResourceLabelRoutes } from './labels.ts'
import { registerMemberRoutes } from './members.ts'

const checks: DocumentKind = { kind: 'checks' }

/** /api/v2/checks: kept and given back; the engine runs none. */
export function registerCheckRoutes(router: Router): void {
  const routes = router.resource('/api/v2/checks', 'older')
  routes.get('', listChecks)
  routes.post('', createCheck)
  registerDocumentItemRoutes(routes, checks, {
    find: checkOf,
    view,
    readChange: async (call) => (await readObject(call)) ?? {},
  })
  registerResourceLabelRoutes(routes)
  registerMemberRoutes(routes, 'checks', { orgIdOf: (call, id) => documentsOf(call.context, checks).get(id)?.orgId })
}

type Body = Readonly<Record<string, unknown>>

async function readObject(call: Call): Promise<Body | undefined> {
  try {
    const value: unknown = JSON.parse(await readText(call.request))
    return typeof value === 'object' && value !== null ? (value as Body) : undefined
  } catch {
    return undefined
  }
}

const emptyBuilder = {
  buckets: [],
  tags: [],
  functions: [],
  aggregateWindow: { period: '', fillValues: false },
}

/** The fields that a type of check has of its own, as the server shows them. */
const ownFields: Readonly<Record<string, (body: Body) => Body>> = {
  deadman: ({ timeSince, staleTime, reportZero, level }) => ({
    timeSince: timeSince ?? null,
    staleTime: staleTime ?? null,
    reportZero: reportZero ?? false,
    level: level ?? 'UNKNOWN',
  }),
  threshold: ({ thresholds }) => ({
    thresholds: Array.isArray(thresholds)
      ? thresholds.map((one: Body) => ({ ...one, allValues: one.allValues ?? false }))
      : [],
  }),
  custom: () => ({}),
}

function view(call: Call, row: DocumentRow) {
  const { body } = row
  const query = (body.query ?? {}) as Body
  const self = `/api/v2/checks/${row.id}`
  const created = formatRfc3339(row.createdNs)
  return {
    id: row.id,
    name: body.name,
    ownerID: body.ownerID,
    orgID: row.orgId,
    ...(body.description ? { description: body.description } : {}),
    query: { text: query.text ?? '', editMode: '', name: '', builderConfig: query.builderConfig ?? emptyBuilder },
    taskID: body.taskID,
    statusMessageTemplate: body.statusMessageTemplate ?? '',
    ...(body.every === undefined ? {} : { every: body.every }),
    ...(body.offset === undefined ? {} : { offset: body.offset }),
    tags: body.tags ?? [],
    createdAt: created,
    updatedAt: formatRfc3339(row.updatedNs),
    ...ownFields[String(body.type)]?.(body),
    type: body.type,
    labels: resourceLabels(call.context.state, row.id),
    links: {
      self,
      labels: `${self}/labels`,
      members: `${self}/members`,
      owners: `${self}/owners`,
      query: `${self}/query`,
    },
    status: body.status ?? 'active',
    latestCompleted: created,
    latestScheduled: created,
  }
}

function checkOf(call: Call, action: 'read' | 'write'): DocumentRow {
  const id = parseId(pathValue(call, 'id'))
  return findDocument(call, checks, { id, action, missing: `check not found for key "${id}"` })
}

function listChecks(call: Call): Response {
  const page = pageOf(call.query)
  const found = cutPage(listDocuments(call, checks, orgIdOfQuery(call)), page)
  const filter = { org: parameter(call, 'org'), orgID: parameter(call, 'orgID') }
  const links = pageLinks('/api/v2/checks', page, { filter, count: found.length })
  return call.json(200, { checks: found.map((row) => view(call, row)), links })
}

/** The fields that a check's query filters by, which must be one: the server builds the check's task from it. */
async function fieldsOf(text: string): Promise<string[]> {
  const compiler = await loadCompiler()
  const fields = new Set<string>()
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    const { type, operator, left, right } = node as Record<string, unknown>
    const property = (left as { property?: { name?: string; value?: string } } | undefined)?.property
    const literal = right as { type?: string; value?: string } | undefined
    const name = property?.name ?? property?.value
    if (type === 'BinaryExpression' && operator === '==' && name === '_field' && literal?.type === 'StringLiteral') {
      fields.add(literal.value ?? '')
    }
    Object.values(node).forEach(walk)
  }
  walk(compiler.parse(text))
  return [...fields]
}

async function createCheck(call: Call): Promise<Response> {
  const body = await readObject(call)
  if (body === undefined) throw new ApiError('invalid', 'unable to detect the check type from json')
  const type = String(body.type ?? '')
  if (!Object.hasOwn(ownFields, type)) throw new ApiError('invalid', `invalid check type ${type}`)
  if (!body.name) throw new ApiError('invalid', "Check Name can't be empty")
  const orgId = parseId(String(body.orgID ?? ''))
  const fields = type === 'custom' ? ['-'] : await fieldsOf(String((body.query as Body | undefined)?.text ?? ''))
  if (fields.length !== 1) {
    const found = `expected a single field but got: [${fields.join(' ')}]`
    throw new ApiError('invalid', `Could not create task from check: ${found}`)
  }
  const kept = { ...body, ownerID: call.principal.user.id, taskID: call.context.newId() }
  return call.json(201, view(call, createDocument(call, checks, { orgId, body: kept })))
}
