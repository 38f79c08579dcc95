import { authorize, isAuthorized } from '../../auth/authorize.ts'
import type { ResourceType } from '../../auth/resource-types.ts'
import type { EngineContext } from '../../context.ts'
import { parseId } from '../../ids.ts'
import { dropLabelMappings } from '../../state/labels.ts'
import type { DocumentRow } from '../../state/records.ts'
import type { Table } from '../../state/table.ts'
import { organizationByName } from '../../tenant/organizations.ts'
import { ApiError } from '../api-error.ts'
import { type Call, parameter } from '../call.ts'
import { emptyReply } from '../reply.ts'
import type { ResourceRoutes } from '../router.ts'

/** One kind of resource that the engine keeps and gives back without acting on it. */
export interface DocumentKind {
  /** Name of its table, and of its permission unless `type` says otherwise. */
  readonly kind: ResourceType
}

export function documentsOf(context: EngineContext, { kind }: DocumentKind): Table<DocumentRow> {
  return context.state.documents(kind)
}

/** Stores a new document of an organisation. */
export function createDocument(
  call: Call,
  kind: DocumentKind,
  document: { readonly orgId: string; readonly body: Readonly<Record<string, unknown>> },
): DocumentRow {
  authorize(call.principal, 'write', kind.kind, { orgId: document.orgId })
  const now = call.context.clock.nowNs()
  return documentsOf(call.context, kind).put({
    id: call.context.newId(),
    orgId: document.orgId,
    createdNs: now,
    updatedNs: now,
    body: document.body,
  })
}

/** The document of an id that may be read or written. @param missing the words for one that is not there. */
export function findDocument(
  call: Call,
  kind: DocumentKind,
  wanted: { readonly id: string; readonly action: 'read' | 'write'; readonly missing: string },
): DocumentRow {
  const row = documentsOf(call.context, kind).get(wanted.id)
  if (row === undefined) throw new ApiError('not found', wanted.missing)
  authorize(call.principal, wanted.action, kind.kind, { id: row.id, orgId: row.orgId })
  return row
}

/** Replaces fields of a document; undefined ones stay. */
export function changeDocument(
  call: Call,
  kind: DocumentKind,
  change: { readonly row: DocumentRow; readonly body: Readonly<Record<string, unknown>> },
): DocumentRow {
  const given = Object.entries(change.body).filter(([, value]) => value !== undefined)
  return documentsOf(call.context, kind).put({
    ...change.row,
    updatedNs: call.context.clock.nowNs(),
    body: { ...change.row.body, ...Object.fromEntries(given) },
  })
}

/** The organisation that `orgID` or `org` of the query name; undefined where neither is given. */
export function orgIdOfQuery(call: Call): string | undefined {
  const orgID = parameter(call, 'orgID')
  if (orgID !== undefined) return parseId(orgID)
  const org = parameter(call, 'org')
  return org === undefined ? undefined : organizationByName(call.context, org).id
}

/** The readable documents of an organisation, or of all. */
export function listDocuments(call: Call, kind: DocumentKind, orgId: string | undefined): DocumentRow[] {
  return documentsOf(call.context, kind).filter(
    (row) =>
      (orgId === undefined || row.orgId === orgId) &&
      isAuthorized(call.principal, 'read', kind.kind, { id: row.id, orgId: row.orgId }),
  )
}

/** What tells one kind of document from another at `/:id` of its routes. */
export interface DocumentItem {
  /** The document of the route that may be read or written; throws in the handler's words. */
  readonly find: (call: Call, action: 'read' | 'write') => DocumentRow
  readonly view: (call: Call, row: DocumentRow) => unknown
  /** The fields that a change sets, from the body of the request. */
  readonly readChange: (call: Call) => Promise<Readonly<Record<string, unknown>>>
}

/** GET, PATCH and DELETE of one document; labels on it go with it. */
export function registerDocumentItemRoutes(routes: ResourceRoutes, kind: DocumentKind, item: DocumentItem): void {
  const { find, view, readChange } = item
  routes.get('/:id', (call) => call.json(200, view(call, find(call, 'read'))))
  routes.patch('/:id', async (call) => {
    const body = await readChange(call)
    return call.json(200, view(call, changeDocument(call, kind, { row: find(call, 'write'), body })))
  })
  routes.delete('/:id', (call) => {
    const row = find(call, 'write')
    dropLabelMappings(call.context.state, row.id)
    documentsOf(call.context, kind).delete(row.id)
    return emptyReply(204)
  })
}
