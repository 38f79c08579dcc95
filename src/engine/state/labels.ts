import type { DocumentRow } from './records.ts'
import type { State } from './state.ts'

/** Kind of the label documents; `body` holds name and properties. */
export const labelKind = 'labels'
/** Kind of the documents that say which label is on which resource; id `<label id>/<resource id>`. */
export const labelMappingKind = 'label-mappings'

/** A label as every resource shows it. */
export interface LabelView {
  readonly id: string
  readonly orgID: string
  readonly name: unknown
  readonly properties?: unknown
}

/** A label row as the API shows it: properties only where there are some. */
export function viewLabel(row: DocumentRow): LabelView {
  const { name, properties } = row.body
  const isEmpty = properties === undefined || properties === null || Object.keys(properties).length === 0
  return { id: row.id, orgID: row.orgId, name, ...(isEmpty ? {} : { properties }) }
}

/** The labels on a resource, in the order of their ids. */
export function resourceLabels(state: State, resourceId: string): LabelView[] {
  const labels = state.documents(labelKind)
  return state
    .documents(labelMappingKind)
    .filter((row) => row.body.resourceID === resourceId)
    .flatMap((row) => labels.get(String(row.body.labelID)) ?? [])
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(viewLabel)
}

/** Takes all labels off a resource that is being deleted. */
export function dropLabelMappings(state: State, resourceId: string): void {
  const mappings = state.documents(labelMappingKind)
  for (const row of mappings.filter((one) => one.body.resourceID === resourceId)) mappings.delete(row.id)
}
