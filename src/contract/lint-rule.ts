/** What is legal but wrong; each is the third part of a check id: `<contract>/lint/<rule>/<path of keys>`. */
export type LintRule =
  | 'tag-field-clash'
  | 'unbounded-tag'
  | 'empty-tag'
  | 'retention-below-hour'
  | 'retention-below-shard-group'
  | 'task-past-retention'
  | 'reserved-name'
  | 'naming'
