// The language of the pages: what the person chose here before, else the language of the system.
import { ref } from 'vue'
import { words } from '../words/common'
import { callWords } from '../words/call'
import { chatWords } from '../words/chat'
import { conformanceWords } from '../words/conformance'
import { diagnosticsWords } from '../words/diagnostics'
import { playgroundWords } from '../words/playground'
import { singleWords } from '../words/single'

const all = {
  ...words,
  ...playgroundWords,
  ...singleWords,
  ...conformanceWords,
  ...callWords,
  ...chatWords,
  ...diagnosticsWords
}
export type Word = keyof typeof all
export type Values = Record<string, string | number>

const STORED = 'rtm-language'
const chinese = ref(initial())
tellBrowser()

export function t(word: Word, values: Values = {}): string {
  // In one pass: what a user has written may hold braces and dollar signs itself.
  return all[word][chinese.value ? 1 : 0].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}

export const isChinese = (): boolean => chinese.value

export function toggleLanguage(): void {
  chinese.value = !chinese.value
  uni.setStorageSync(STORED, chinese.value ? 'zh' : 'en')
  tellBrowser()
}

function initial(): boolean {
  const stored = String(uni.getStorageSync(STORED) || uni.getLocale() || '')
  return stored.startsWith('zh')
}

// Screen readers choose their voice by it.
function tellBrowser(): void {
  // #ifdef H5
  document.documentElement.lang = chinese.value ? 'zh-CN' : 'en'
  // #endif
}
