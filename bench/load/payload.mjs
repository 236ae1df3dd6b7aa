// The payload of every message: when it was due and which one it is, at fixed places, so that a receiver reads both
// without decoding. Layout: ~ 13 digits of microseconds # 6 digits of number, then filling.
export const PAYLOAD = 128
const STAMP_AT = 1
const STAMP_DIGITS = 13
const NUMBER_AT = STAMP_AT + STAMP_DIGITS + 1
const NUMBER_DIGITS = 6
const MARK = 126
const FILL = 'x'
const filling = FILL.repeat(PAYLOAD - NUMBER_AT - NUMBER_DIGITS)

export const micros = () => performance.now() * 1000

export function payloadOf(due, number) {
  const stamp = String(Math.round(due)).padStart(STAMP_DIGITS, '0')
  return `~${stamp}#${String(number % 1_000_000).padStart(NUMBER_DIGITS, '0')}${filling}`
}

function digits(bytes, at, count) {
  let value = 0
  for (let i = at; i < at + count; i++) value = value * 10 + bytes[i] - 48
  return value
}

/** Microseconds at which the message was due, or -1 when this is no payload of ours from end to end. */
export function dueOf(bytes, at) {
  if (bytes[at] !== MARK || bytes[at + NUMBER_AT - 1] !== 35 || bytes[at + PAYLOAD - 1] !== FILL.charCodeAt(0))
    return -1
  return digits(bytes, at + STAMP_AT, STAMP_DIGITS)
}

export const numberOf = (bytes, at) => digits(bytes, at + NUMBER_AT, NUMBER_DIGITS)

/** The whole text, for the samples that are decoded. */
export const isPayload = (text) => typeof text === 'string' && text.length === PAYLOAD && /^~\d{13}#\d{6}x+$/.test(text)
