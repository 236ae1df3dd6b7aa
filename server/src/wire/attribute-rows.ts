// One attribute, as it is kept and as the wire says it.

export interface Attribute {
  readonly k: string
  readonly v: string | number
  /** `b`: a boolean, and `v` is 0 or 1 (P-FRAME-5). */
  readonly y?: 'b'
  /** Who changed it last, and when (ms). */
  readonly by: string
  readonly ts: number
}

/** A number comes with its text, because each platform would print it in its own way (P-ATTR-3). */
export function wireRow(row: Attribute): object {
  const { k, v, y } = row
  if (y === 'b') return { k, v, y }
  return typeof v === 'number' ? { k, v, x: valueText(row) } : { k, v }
}

/** The same of a channel, with who changed it last and when. */
export const channelRow = (row: Attribute): object => ({ ...wireRow(row), by: row.by, ts: row.ts })

/** A value as text: what is measured, and what events carry. */
export function valueText({ v, y }: Pick<Attribute, 'v' | 'y'>): string {
  if (y === 'b') return v === 1 ? 'true' : 'false'
  return String(v)
}
