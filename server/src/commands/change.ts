// A change of attributes, read and proved (P-ATTR-1, P-ATTR-2).
import { isAttributeKey, utf8Length } from '../../../uni_modules/rtm/utssdk/common/protocol/ids.uts'
import type { Attribute } from '../wire/attribute-rows.ts'
import { MAX_ATTRIBUTE_KEYS } from '../../../uni_modules/rtm/utssdk/common/protocol/limits.uts'
import type { Limits } from '../config/apps.ts'
import type { Change } from '../store/attributes.ts'
import type { Fields } from '../wire/fields.ts'
import { invalid, Refusal } from '../wire/refusal.ts'

const isKey = (key: unknown, most: number): key is string =>
  typeof key === 'string' && isAttributeKey(key) && utf8Length(key) <= most

export function attributeKeysOf(fields: Fields, keyMost: number, most: number): string[] {
  const keys = fields['keys']
  if (!Array.isArray(keys) || keys.length === 0 || keys.length > most)
    throw invalid('keys', `a list of 1 to ${most} keys`)
  for (const key of keys)
    if (!isKey(key, keyMost)) throw invalid('keys', `keys of 1 to ${keyMost} bytes of visible characters`)
  return keys as string[]
}

/** `restore` is a replacement, too: whether it is done is decided where it is known who else is there (P-ATTR-8). */
export function changeOf(fields: Fields, limits: Limits, by: string, ts: number): Change {
  switch (fields['how']) {
    case 'replace':
    case 'restore':
      return { how: 'replace', rows: rowsOf(fields['rows'], 0, limits, by, ts) }
    case 'merge':
      return { how: 'merge', rows: rowsOf(fields['rows'], 1, limits, by, ts) }
    case 'delete':
      return { how: 'delete', keys: attributeKeysOf(fields, limits.attributeKey, MAX_ATTRIBUTE_KEYS) }
    case 'clear':
      return { how: 'clear' }
    default:
      throw invalid('how', 'replace, restore, merge, delete or clear')
  }
}

function rowsOf(value: unknown, least: number, limits: Limits, by: string, ts: number): Attribute[] {
  if (!Array.isArray(value) || value.length < least) throw invalid('rows', `a list of at least ${least} attributes`)
  if (value.length > limits.attributes)
    throw new Refusal('attributes_too_large', `There may be at most ${limits.attributes} attributes.`)
  const seen = new Set<string>()
  return value.map((row: unknown) => {
    const { k, v, y } = (typeof row === 'object' && row !== null ? row : {}) as {
      k?: unknown
      v?: unknown
      y?: unknown
    }
    if (!isKey(k, limits.attributeKey) || seen.has(k))
      throw invalid('rows', `keys of 1 to ${limits.attributeKey} bytes of visible characters, each once`)
    seen.add(k)
    if (y !== undefined) {
      if (y !== 'b' || (v !== 0 && v !== 1)) throw invalid('rows', 'a boolean as 0 or 1, with y "b"')
      return { k, v, y, by, ts }
    }
    if (typeof v === 'number' && Number.isFinite(v)) return { k, v, by, ts }
    if (typeof v !== 'string') throw invalid('rows', 'values that are texts, finite numbers or booleans')
    const bytes = utf8Length(v)
    if (bytes < 1 || bytes > limits.attributeValue)
      throw invalid('rows', `texts of 1 to ${limits.attributeValue} bytes`)
    return { k, v, by, ts }
  })
}
