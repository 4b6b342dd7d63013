import { createHmac, timingSafeEqual } from 'node:crypto'

/** How far the time of a request may lie from ours, in seconds; Slack's own advice is 300 either way. */
const OLDEST_SECONDS = 300
const NEWEST_SECONDS = 60

interface Signed {
  timestamp: string | undefined
  signature: string | undefined
  /** The body as it came, byte for byte. */
  body: Buffer
}

/**
 * Whether Slack sent this, and lately: `v0=` and the HMAC-SHA256 of `v0:timestamp:body`
 * (docs.slack.dev/authentication/verifying-requests-from-slack).
 */
export function isFromSlack(
  { timestamp, signature, body }: Signed,
  signingSecret: string,
  nowMs: number,
): boolean {
  if (!timestamp || !signature || !/^\d{1,12}$/.test(timestamp)) return false
  const age = Math.floor(nowMs / 1000) - Number(timestamp)
  if (age > OLDEST_SECONDS || age < -NEWEST_SECONDS) return false
  const expected = Buffer.from(sign(timestamp, body, signingSecret))
  const given = Buffer.from(signature)
  return given.length === expected.length && timingSafeEqual(given, expected)
}

const sign = (timestamp: string, body: Buffer, secret: string): string =>
  `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex')}`
