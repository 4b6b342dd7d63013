import { createHash } from 'node:crypto'
import { EventEmitter, once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'

/** One end of a WebSocket (RFC 6455), as much of it as Socket Mode speaks. */
export interface ServerSocket {
  send(message: object): void
  /** The n-th text message that came, parsed, from 1. */
  received(n?: number): Promise<unknown>
  /** Says goodbye, as Slack does now and then. */
  close(): void
  /** Resolves when the other end has gone. */
  readonly closed: Promise<void>
  destroy(): void
}

const MAGIC = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'
const TEXT = 0x1
const CLOSE = 0x8
const PING = 0x9
const PONG = 0xa

export function acceptSocket(request: IncomingMessage, socket: Duplex): ServerSocket {
  const accept = createHash('sha1')
    .update(`${request.headers['sec-websocket-key'] ?? ''}${MAGIC}`)
    .digest('base64')
  const head = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade']
  socket.write([...head, `Sec-WebSocket-Accept: ${accept}`, '', ''].join('\r\n'))
  const messages: unknown[] = []
  const news = new EventEmitter()
  let rest = Buffer.alloc(0)
  const closed = new Promise<void>(resolve => socket.once('close', () => resolve()))
  socket.on('error', () => socket.destroy())
  socket.on('data', (data: Buffer) => {
    rest = Buffer.concat([rest, data])
    for (let frame = readFrame(rest); frame; frame = readFrame(rest)) {
      rest = rest.subarray(frame.size)
      if (frame.code === TEXT) {
        messages.push(JSON.parse(frame.payload.toString('utf8')))
        news.emit('message')
      } else if (frame.code === PING) socket.write(writeFrame(PONG, frame.payload))
      else if (frame.code === CLOSE) socket.end(writeFrame(CLOSE, frame.payload))
    }
  })
  return {
    send: message => void socket.write(writeFrame(TEXT, Buffer.from(JSON.stringify(message)))),
    async received(n = 1) {
      while (messages.length < n) await once(news, 'message')
      return messages[n - 1]
    },
    close: () => void socket.write(writeFrame(CLOSE, Buffer.from([0x03, 0xe8]))),
    closed,
    destroy: () => socket.destroy(),
  }
}

function writeFrame(code: number, payload: Buffer): Buffer {
  const { length } = payload
  const head =
    length < 126
      ? Buffer.from([0x80 | code, length])
      : Buffer.from([0x80 | code, 126, length >> 8, length & 255])
  return Buffer.concat([head, payload])
}

/** A client masks what it sends. Undefined where the frame has not come whole. */
function readFrame(data: Buffer): { code: number; payload: Buffer; size: number } | undefined {
  if (data.length < 2) return undefined
  const code = data.readUInt8(0) & 0x0f
  const short = data.readUInt8(1) & 0x7f
  const start = short === 126 ? 4 : 2
  if (data.length < start + 4) return undefined
  const length = short === 126 ? data.readUInt16BE(2) : short
  const size = start + 4 + length
  if (data.length < size) return undefined
  const mask = data.subarray(start, start + 4)
  const payload = Buffer.from(data.subarray(start + 4, size).map((byte, i) => byte ^ mask.readUInt8(i % 4)))
  return { code, payload, size }
}
