/**
 * A text as annotated CSV can carry it. Every server writes a line feed as CRLF and leaves out carriage returns (Go's encoding/csv does), so that
 * what is read back says nothing of them: they do not count on either side.
 */
export function shownText(text: string): string {
  return text.includes('\r') ? text.replaceAll('\r', '') : text
}
