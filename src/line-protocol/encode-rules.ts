/** What real 2.7.12, 2.8.0 and 2.9.1 servers do with what a rule forbids; the three do the same unless the rule says otherwise. */
export const recordedServers = 'InfluxDB 2.7.12, 2.8.0 and 2.9.1'

/** `refused`: the whole batch is answered 400. `lost`: accepted, then not there. `misread`: stored as something else. */
export type Effect = 'refused' | 'lost' | 'misread'

interface EncodeRuleText {
  readonly effect: Effect
  /** What the servers do. */
  readonly fact: string
  readonly next: string
}

/** Everything that the encoder refuses to write, with what the servers do with it. */
export const encodeRules = {
  'measurement-missing': text('refused', 'answer 400 "missing measurement"', 'give the point a measurement'),
  'measurement-comment': text('lost', 'take the line for a comment and answer 204', 'let the name start otherwise'),
  'leading-blank': text('misread', 'skip a leading tab or NUL', 'remove it'),
  newline: text('misread', 'end the line there', 'replace the newline'),
  'carriage-return': text('misread', 'store it, and leave it out of every CSV answer', 'remove the carriage return'),
  'trailing-backslash': text('refused', 'take it as escaping the next delimiter', 'remove the backslash'),
  'backslash-before-special': text(
    'misread',
    'read the pair as one escaped character, or store a series that no query finds',
    'replace the backslash',
  ),
  'not-text': text('misread', 'store bytes that are not UTF-8', 'replace the lone surrogate'),
  'tag-key-missing': text('refused', 'answer 400 "missing tag key"', 'name the tag or leave it out'),
  'tag-value-empty': text('refused', 'answer 400 "missing tag value"', 'leave the tag out'),
  'tag-key-reserved': text('refused', 'answer 400 "cannot use reserved tag key"', 'rename the tag'),
  'tag-key-hidden': text(
    'misread',
    'accept it, then panic or show nothing when it is read with Flux',
    'rename the tag',
  ),
  'tag-key-duplicate': text('refused', 'answer 400 "duplicate tags"', 'give each tag once'),
  'fields-missing': text('refused', 'answer 400', 'give the point a field'),
  'field-key-missing': text('refused', 'answer 400 "missing field key"', 'name the field'),
  'field-key-time': text(
    'lost',
    'drop it: 2.7.12 and 2.8.0 with 204, 2.9.1 with 422 and dropped=0; alone, it drops the point',
    'use the time of the point or rename the field',
  ),
  'field-key-duplicate': text('misread', 'keep the last, or drop the point if types differ', 'give each field once'),
  'float-not-finite': text('refused', 'answer 400', 'leave the field out'),
  'integer-out-of-range': text('refused', 'answer 400 "value out of range"', 'keep it within a signed 64-bit integer'),
  'unsigned-out-of-range': text('refused', 'answer 400', 'keep it within an unsigned 64-bit integer'),
  'string-too-long': text('lost', 'answer 422 and drop the point', 'keep the string within 1048576 bytes'),
  'key-too-long': text(
    'refused',
    'answer 400 "max key length exceeded"',
    'keep measurement, tags and field key within 65531 bytes',
  ),
  'time-out-of-range': text('refused', 'answer 400 "time outside range"', 'keep it between 1677-09-21 and 2262-04-11'),
  'time-unreadable': text('lost', 'accept the last nanosecond, and no Flux range returns it', 'use an earlier time'),
  'time-finer-than-precision': text('misread', 'would store the truncated time', 'write with a finer precision'),
} as const satisfies Record<string, EncodeRuleText>

export type EncodeRule = keyof typeof encodeRules

function text(effect: Effect, fact: string, next: string): EncodeRuleText {
  return { effect, fact, next }
}

/** The part of a point that breaks a rule. */
export type IssuePart =
  | { readonly part: 'measurement' | 'time' | 'point' }
  | { readonly part: 'tag key' | 'tag value' | 'field key' | 'field value'; readonly key: string }

/** Why a point was not encoded. */
export interface EncodeIssue {
  readonly rule: EncodeRule
  readonly effect: Effect
  readonly measurement: string
  readonly part: IssuePart['part']
  /** The tag or field key, where a tag or a field is at fault. */
  readonly key?: string
  /** The servers on which the rule was seen. */
  readonly servers: string
  /** One sentence: operation, fact and next step. */
  readonly message: string
}

/** Says a broken rule of one point. */
export function encodeIssue(rule: EncodeRule, measurement: string, where: IssuePart): EncodeIssue {
  const { effect, fact, next } = encodeRules[rule]
  const key = 'key' in where ? `, ${where.part} ${JSON.stringify(where.key)}` : ''
  const message = `encode measurement ${JSON.stringify(measurement)}${key}: ${rule}; ${recordedServers} ${fact}: ${next}`
  return { rule, effect, measurement, ...where, servers: recordedServers, message }
}
