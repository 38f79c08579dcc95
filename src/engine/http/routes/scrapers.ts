import { parseId } from '../../ids.ts'
import type { DocumentRow } from '../../state/records.ts'
import { ApiError } from '../api-error.ts'
import { readJson } from '../body.ts'
import { type Call, pathValue } from '../call.ts'
import { goStruct } from '../json/go-shape.ts'
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
import { registerMemberRoutes } from './members.ts'

const scrapers: DocumentKind = { kind: 'scrapers' }

/** /api/v2/scrapers: kept; the engine scrapes nothing. */
export function registerScraperRoutes(router: Router): void {
  const routes = router.resource('/api/v2/scrapers', 'older')
  routes.get('', (call) => {
    const rows = listDocuments(call, scrapers, orgIdOfQuery(call))
    return call.json(200, { links: { self: '/api/v2/scrapers' }, configurations: rows.map((row) => view(call, row)) })
  })
  routes.post('', createScraper)
  registerDocumentItemRoutes(routes, scrapers, {
    find: scraperOf,
    view,
    readChange: async (call) => (await readJson(call.request, shape)) ?? {},
  })
  registerMemberRoutes(routes, 'scrapers', {
    orgIdOf: (call, id) => documentsOf(call.context, scrapers).get(id)?.orgId,
  })
}

const shape = goStruct('influxdb.ScraperTarget', {
  name: 'string',
  type: 'string',
  url: 'string',
  orgID: 'id',
  bucketID: 'id',
})

function view({ context: { state } }: Call, row: DocumentRow) {
  const { name, type, url, bucketID } = row.body
  const self = `/api/v2/scrapers/${row.id}`
  return {
    id: row.id,
    name,
    type,
    url,
    orgID: row.orgId,
    bucketID,
    org: state.orgs.get(row.orgId)?.name ?? '',
    bucket: state.buckets.get(String(bucketID))?.name ?? '',
    links: {
      self,
      bucket: `/api/v2/buckets/${bucketID}`,
      organization: `/api/v2/orgs/${row.orgId}`,
      members: `${self}/members`,
      owners: `${self}/owners`,
    },
  }
}

function scraperOf(call: Call, action: 'read' | 'write'): DocumentRow {
  const id = parseId(pathValue(call, 'id'))
  return findDocument(call, scrapers, { id, action, missing: 'scraper target is not found' })
}

async function createScraper(call: Call): Promise<Response> {
  const { orgID, ...body } = (await readJson(call.request, shape)) ?? {}
  if (orgID === undefined) throw new ApiError('invalid', 'org id is invalid')
  if (body.bucketID === undefined) throw new ApiError('invalid', 'bucket id is invalid')
  return call.json(201, view(call, createDocument(call, scrapers, { orgId: orgID, body })))
}
