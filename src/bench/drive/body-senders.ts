import { sendByAutocannon } from './autocannon.ts'
import { sendPlain } from './plain-http.ts'
import type { ShareSender } from './share.ts'

/** Drivers that send prepared bodies. */
export type BodySenderName = 'plain-http' | 'autocannon'

export const bodySenders: Readonly<Record<BodySenderName, ShareSender>> = {
  'plain-http': sendPlain,
  autocannon: sendByAutocannon,
}
