// What became of a send, as the wire says it and as sessions keep it.

/** What became of a send, in the words of the wire (P-SEND-3), ready to stand behind `n`. */
export type Outcome =
  | { readonly outcome: 'taken'; readonly a: number; readonly o: number; readonly i: string; readonly ts: number }
  | { readonly outcome: 'received' | 'stored'; readonly i: string }
  | { readonly outcome: 'offline' | 'unknown'; readonly i?: string }
  | { readonly outcome: 'refused'; readonly why: string; readonly message: string; readonly retryAfterMs?: number }
