import fs from 'node:fs'
import { crc32 } from 'node:zlib'

/** Length and CRC-32 of the payload, both 32 bits, little endian. */
const headerBytes = 8

/** A payload as it stands in a file. */
export function frameOf(payload: Buffer): Buffer {
  const frame = Buffer.allocUnsafe(headerBytes + payload.length)
  frame.writeUInt32LE(payload.length, 0)
  frame.writeUInt32LE(crc32(payload), 4)
  payload.copy(frame, headerBytes)
  return frame
}

/** Writes all of `bytes`, or throws. */
export function writeWhole(descriptor: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length; ) done += fs.writeSync(descriptor, bytes, done)
}

/** What `readFrames` found behind the last whole frame. */
export interface FramesEnd {
  /** Bytes of whole frames. */
  readonly wholeBytes: number
  /** `torn`: the file ends within a frame, as a write that was cut short leaves it. `damaged`: bytes follow that are no frame. */
  readonly tail: 'none' | 'torn' | 'damaged'
}

/** Reads the payloads of a file one by one. @returns how the file ends. */
export function* readFrames(path: string): Generator<Buffer, FramesEnd> {
  const descriptor = fs.openSync(path, 'r')
  try {
    const size = fs.fstatSync(descriptor).size
    const header = Buffer.alloc(headerBytes)
    let at = 0
    for (;;) {
      if (at === size) return { wholeBytes: at, tail: 'none' }
      if (readWhole(descriptor, header, at) < headerBytes) return { wholeBytes: at, tail: 'torn' }
      const length = header.readUInt32LE(0)
      const end = at + headerBytes + length
      if (end > size) return { wholeBytes: at, tail: 'torn' }
      const payload = Buffer.alloc(length)
      readWhole(descriptor, payload, at + headerBytes)
      if (crc32(payload) !== header.readUInt32LE(4)) {
        return { wholeBytes: at, tail: end === size ? 'torn' : 'damaged' }
      }
      yield payload
      at = end
    }
  } finally {
    fs.closeSync(descriptor)
  }
}

function readWhole(descriptor: number, target: Buffer, position: number): number {
  let done = 0
  while (done < target.length) {
    const read = fs.readSync(descriptor, target, done, target.length - done, position + done)
    if (read === 0) break
    done += read
  }
  return done
}
