// Messages that are missing, in words.
import { t } from './language'
import type { Word } from './language'

const reasons: Record<string, Word> = {
  retention: 'gapRetention',
  expired: 'gapExpired',
  evicted: 'gapEvicted',
  epoch: 'gapEpoch',
  unheard: 'gapUnheard'
}

/** `missed`: how many, null when nobody can know. */
export function gapText(missed: number | null, reason: string): string {
  const why = reasons[reason] === undefined ? reason : t(reasons[reason])
  if (missed === null) return t('gapUnknown', { reason: why })
  return t(missed === 1 ? 'gapOne' : 'gap', { n: missed, reason: why })
}
