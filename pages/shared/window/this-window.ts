// What belongs to this window and not to one of its pages: its login, and the two sides of it. A page that comes finds
// them as the page before it has left them.
import { reactive } from 'vue'
import { createRtmClient } from '@/uni_modules/rtm/js_sdk/index.js'
import { Desk } from '../../call/desk'
import { emptyDesk } from '../../call/state'
import type { DeskState } from '../../call/state'
import { Chat } from '../../chat/chat'
import { EntranceMemory } from '../login/entrance-memory'
import { Login } from '../login/login'
import { pageClock } from './page-clock'
import { tabMemory, userMemory } from './tab-memory'

function after(ms: number, task: () => void): () => void {
  const timer = setTimeout(task, ms)
  return () => {
    clearTimeout(timer)
  }
}

export const login = new Login(createRtmClient)
export const chat = new Chat({ ...pageClock, after, memory: userMemory('rtm-chat') }, login)
export const desk = new Desk(reactive<DeskState>(emptyDesk('')), login, pageClock, tabMemory('rtm-call'))
export const entrances = new EntranceMemory(login, userMemory('rtm-login'))

// #ifdef H5
// Whatever makes the page go, a reload or a browser that needs its memory: this is told before.
addEventListener('pagehide', () => {
  chat.keep()
})
document.addEventListener('visibilitychange', () => {
  chat.keep()
})
// #endif
