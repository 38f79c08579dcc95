/** How a CSV answer is written: the `dialect` of a query request. */
export interface Dialect {
  readonly header: boolean
  readonly delimiter: string
  readonly annotations: readonly Annotation[]
  readonly commentPrefix: string
}

export type Annotation = 'group' | 'datatype' | 'default'

export const defaultDialect: Dialect = { header: true, delimiter: ',', annotations: [], commentPrefix: '#' }
