import { isId, parseId } from '../../ids.ts'
import { formatRfc3339 } from '../../rfc3339.ts'
import { resourceLabels } from '../../state/labels.ts'
import type { DocumentRow } from '../../state/records.ts'
import { ApiError } from '../api-error.ts'
import { readJson } from '../body.ts'
import { type Call, parameter, pathValue } from '../call.ts'
import { goStruct } from '../json/go-shape.ts'
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
  registerDocumentItemRoutes,
} from './documents.ts'
import { registerResourceLabelRoutes } from './labels.ts'
import { registerMemberRoutes } from './members.ts'

const dashboards: DocumentKind = { kind: 'dashboards' }

/** /api/v2/dashboards and their cells: kept and given back. */
export function registerDashboardRoutes(router: Router): void {
  const routes = router.resource('/api/v2/dashboards', 'newer')
  routes.get('', listDashboards)
  routes.post('', createDashboard)
  registerDocumentItemRoutes(routes, dashboards, {
    find: dashboardOf,
    view,
    readChange: async (call) => {
      const { orgID: _, ...body } = (await readJson(call.request, shape)) ?? {}
      return body
    },
  })
  routes.post('/:id/cells', addCell)
  routes.delete('/:id/cells/:cell', removeCell)
  routes.get('/:id/cells/:cell/view', getView)
  routes.patch('/:id/cells/:cell/view', patchView)
  registerResourceLabelRoutes(routes)
  registerMemberRoutes(routes, 'dashboards', {
    orgIdOf: (call, id) => documentsOf(call.context, dashboards).get(id)?.orgId,
  })
}

const shape = goStruct('influxdb.Dashboard', { orgID: 'id', name: 'string', description: 'string' })

interface Cell {
  readonly id: string
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
  readonly name: string
  readonly properties: unknown
}

const cellsOf = (row: DocumentRow) => (row.body.cells ?? []) as readonly Cell[]

function viewCell(dashboardId: string, { id, x, y, w, h }: Cell) {
  const self = `/api/v2/dashboards/${dashboardId}/cells/${id}`
  return { id, x, y, w, h, links: { self, view: `${self}/view` } }
}

function view(call: Call, row: DocumentRow) {
  const self = `/api/v2/dashboards/${row.id}`
  return {
    id: row.id,
    orgID: row.orgId,
    name: row.body.name ?? '',
    description: row.body.description ?? '',
    meta: { createdAt: formatRfc3339(row.createdNs), updatedAt: formatRfc3339(row.updatedNs) },
    cells: cellsOf(row).map((cell) => viewCell(row.id, cell)),
    labels: resourceLabels(call.context.state, row.id),
    links: {
      self,
      members: `${self}/members`,
      owners: `${self}/owners`,
      cells: `${self}/cells`,
      labels: `${self}/labels`,
      org: `/api/v2/orgs/${row.orgId}`,
    },
  }
}

function dashboardOf(call: Call, action: 'read' | 'write'): DocumentRow {
  const id = parseId(pathValue(call, 'id'))
  return findDocument(call, dashboards, { id, action, missing: 'dashboard not found' })
}

function listDashboards(call: Call): Response {
  const page = pageOf(call.query)
  const found = cutPage(listDocuments(call, dashboards, orgIdOfQuery(call)), page)
  const filter = { org: parameter(call, 'org'), orgID: parameter(call, 'orgID') }
  const links = pageLinks('/api/v2/dashboards', page, { filter, count: found.length })
  return call.json(200, { links, dashboards: found.map((row) => view(call, row)) })
}

async function createDashboard(call: Call): Promise<Response> {
  const { orgID, ...body } = (await readJson(call.request, shape)) ?? {}
  if (orgID === undefined) throw new ApiError('invalid', 'invalid org id for permission: invalid ID')
  return call.json(201, view(call, createDocument(call, dashboards, { orgId: orgID, body })))
}

const cellShape = goStruct('influxdb.Cell', { x: 'int64', y: 'int64', w: 'int64', h: 'int64', name: 'string' })

async function addCell(call: Call): Promise<Response> {
  const row = dashboardOf(call, 'write')
  const { x, y, w, h, name } = (await readJson(call.request, cellShape)) ?? {}
  const size = { x: Number(x ?? 0n), y: Number(y ?? 0n), w: Number(w ?? 0n), h: Number(h ?? 0n) }
  const cell: Cell = { id: call.context.newId(), ...size, name: name ?? '', properties: { shape: 'empty' } }
  changeDocument(call, dashboards, { row, body: { cells: [...cellsOf(row), cell] } })
  return call.json(201, viewCell(row.id, cell))
}

function cellOf(call: Call, row: DocumentRow): Cell {
  const id = pathValue(call, 'cell')
  const cell = isId(id) ? cellsOf(row).find((one) => one.id === id) : undefined
  if (cell === undefined) throw new ApiError('not found', 'cell not found')
  return cell
}

function removeCell(call: Call): Response {
  const row = dashboardOf(call, 'write')
  const gone = cellOf(call, row)
  changeDocument(call, dashboards, { row, body: { cells: cellsOf(row).filter((one) => one !== gone) } })
  return emptyReply(204)
}

function viewOfCell(call: Call, row: DocumentRow, { id, name, properties }: Cell): Response {
  return call.json(200, { id, name, links: { self: `/api/v2/dashboards/${row.id}/cells/${id}` }, properties })
}

function getView(call: Call): Response {
  const row = dashboardOf(call, 'read')
  return viewOfCell(call, row, cellOf(call, row))
}

async function patchView(call: Call): Promise<Response> {
  const row = dashboardOf(call, 'write')
  const cell = cellOf(call, row)
  const change =
    (await readJson(call.request, goStruct('influxdb.ViewUpdate', { name: 'string', properties: 'any' }))) ?? {}
  const changed = { ...cell, name: change.name ?? cell.name, properties: change.properties ?? cell.properties }
  const cells = cellsOf(row).map((one) => (one === cell ? changed : one))
  changeDocument(call, dashboards, { row, body: { cells } })
  return viewOfCell(call, row, changed)
}
