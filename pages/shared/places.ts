// The pages that lead to each other, in the order of the navigation.
import type { Word } from './language/language'

export type PlaceId = 'playground' | 'chat' | 'call' | 'diagnostics' | 'single'

export const places: readonly { id: PlaceId; word: Word; path: string }[] = [
  { id: 'playground', word: 'placePlayground', path: '/pages/playground/playground' },
  { id: 'chat', word: 'placeChat', path: '/pages/chat/chat' },
  { id: 'call', word: 'placeCall', path: '/pages/call/call' },
  { id: 'diagnostics', word: 'placeDiagnostics', path: '/pages/diagnostics/diagnostics' },
  { id: 'single', word: 'placeSingle', path: '/pages/single/single' }
]
