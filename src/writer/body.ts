import type { PendingPoint } from './pending-point.ts'

const newline = 0x0a

/** The lines of points, as the bytes of a request. Its memory is its own: a request that was given up may still be read from it. */
export function bodyOf(points: readonly PendingPoint[]): Uint8Array<ArrayBuffer> {
  let size = 0
  for (const { bytes } of points) size += bytes
  const body = Buffer.allocUnsafeSlow(size)
  let at = 0
  for (const { line } of points) {
    at += body.write(line, at)
    body[at++] = newline
  }
  return body.subarray(0, at - 1)
}
