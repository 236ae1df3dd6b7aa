import { afterEach, expect, it, vi } from 'vitest'
import { ownServer } from '../../pages/shared/login/server.ts'

afterEach(() => {
  vi.unstubAllGlobals()
})

it('the pages log in to the server beside them, under a prefix too', () => {
  const from = (page: string): string => {
    vi.stubGlobal('location', new URL(page))
    return ownServer()
  }
  expect(from('http://127.0.0.1:7080/#/pages/chat/chat')).toBe('ws://127.0.0.1:7080/rtm')
  expect(from('https://rtm.example/chat/?a=/b/#/pages/chat/chat?user=x/y')).toBe('wss://rtm.example/chat/rtm')
  expect(from('https://rtm.example/team/chat/index.html')).toBe('wss://rtm.example/team/chat/rtm')
})
