// The functions of AR-RtmModule as a page uses them: each takes options and a callback, and everything that happens
// later comes to the one callback of setCallBack. What a page has to know is kept here; single.vue shows it.
import { computed, reactive } from 'vue'
import {
  channelRelease,
  createChannel,
  createInstance,
  getChannelMemberCount,
  getMembers,
  join,
  leave,
  login,
  logout,
  queryPeersOnlineStatus,
  release,
  sendChannelMessage,
  sendMessageToPeer,
  setCallBack,
  setParameters
} from '@/uni_modules/rtm'
import { DEVELOPMENT_APP, ownServer } from '../shared/login/server'
import { Journal } from './journal'
import { textOfEvent } from './texts'
import type { Event, Reply } from './texts'

type Call = (options: UTSJSONObject | null, callback: (reply: UTSJSONObject) => void) => void

const CONNECTED = 3
const STORED = 4
const DRAFTS = { channel: 'plaza', peer: '', text: '' }

export function useSingle() {
  const form = reactive({ server: ownServer(), app: DEVELOPMENT_APP, user: '', ...DRAFTS })
  const state = reactive({ connection: 1, joined: '' })
  const journal = new Journal()
  let journalOf = '' // whose login the log is of, and whose words stand in the form; '' for nobody's
  let draftsOf = ''

  const active = computed(() => state.connection > 1 && state.connection < 5)
  const tone = computed(() =>
    state.connection === CONNECTED ? 'good' : active.value ? 'wait' : state.connection === 5 ? 'bad' : ''
  )

  // Every function answers with a code; 0 is success, and `message` says what to do about any other.
  function call(name: string, work: Call, options: object | null = null): Promise<Reply> {
    return new Promise((resolve) => {
      work(options as UTSJSONObject | null, (result) => {
        const reply = result as unknown as Reply
        if (reply.code === 0) journal.add('good', 'answerGood', { what: name })
        else if (reply.code === STORED && name === 'sendMessageToPeer')
          journal.add('good', 'answerStored', { what: name })
        else journal.add('bad', 'answerBad', { what: name, code: reply.code, message: reply.message ?? '' })
        resolve(reply)
      })
    })
  }

  // Set once, before login: messages, members and the connection all arrive here.
  setCallBack((result) => {
    const event = result as unknown as Event
    if (event.rtmEvent === 'onConnectionStateChanged') {
      state.connection = event.state ?? 1
      if (state.connection !== CONNECTED && state.connection !== 4) state.joined = ''
    }
    const line = textOfEvent(event)
    if (line !== null) journal.add('event', line.word, line.values, line.words)
  })

  // An instance belongs to one app, and the address counts from the next login on: so both are set each time.
  async function enter(): Promise<void> {
    await new Promise<void>((resolve) => {
      release(null, () => {
        resolve()
      })
    })
    const now = JSON.stringify([form.server, form.app, form.user])
    // Nothing of one user is shown to the next.
    if (journalOf !== '' && journalOf !== now) journal.clear()
    if (draftsOf !== '' && draftsOf !== now) Object.assign(form, DRAFTS)
    if (journalOf !== now) journalOf = draftsOf = ''
    if ((await call('createInstance', createInstance, { appId: form.app.trim() })).code !== 0) return
    if (
      form.server.trim() !== '' &&
      (await call('setParameters', setParameters, { server: form.server.trim() })).code !== 0
    )
      return
    if ((await call('login', login, { userId: form.user, token: '' })).code === 0) journalOf = draftsOf = now
  }

  async function enterChannel(): Promise<void> {
    const channelId = form.channel
    if ((await call('createChannel', createChannel, { channelId })).code !== 0) return
    if ((await call('join', join, { channelId })).code === 0) state.joined = channelId
  }

  async function leaveChannel(): Promise<void> {
    const channelId = state.joined
    if ((await call('leave', leave, { channelId })).code !== 0) return
    state.joined = ''
    await call('channelRelease', channelRelease, { channelId })
  }

  // Code 0 to a channel: the server has taken it. Code 0 to a peer: the other side has it. Code 4: it waits on the
  // server's disk.
  async function sayToChannel(): Promise<void> {
    const { channel, text } = form
    if ((await call('sendChannelMessage', sendChannelMessage, { channelId: channel, text })).code !== 0) return
    journal.add('own', 'youToChannel', { channel, text })
    form.text = ''
  }

  async function sayToPeer(): Promise<void> {
    const { peer, text } = form
    const { code } = await call('sendMessageToPeer', sendMessageToPeer, {
      peerId: peer,
      text,
      enableOfflineMessaging: true
    })
    if (code !== 0 && code !== STORED) return
    journal.add('own', 'youToPeer', { user: peer, text })
    form.text = ''
  }

  async function listMembers(): Promise<void> {
    const { members } = await call('getMembers', getMembers, { channelId: form.channel })
    if (members !== undefined)
      journal.add('event', 'listAnswer', { channel: form.channel, users: members.map((one) => one.userId).join(', ') })
  }

  async function countMembers(): Promise<void> {
    const { memberCounts } = await call('getChannelMemberCount', getChannelMemberCount, { channelIds: [form.channel] })
    for (const { channelId, count } of memberCounts ?? [])
      journal.add('event', 'countAnswer', { n: count, channel: channelId })
  }

  async function lookForPeer(): Promise<void> {
    const { peerOnlineStatus } = await call('queryPeersOnlineStatus', queryPeersOnlineStatus, { peerIds: [form.peer] })
    for (const { peerId, state: presence } of peerOnlineStatus ?? [])
      journal.add('event', presence === 0 ? 'online' : 'offline', { user: peerId })
  }

  // The log stays for reading; what was written and not sent goes.
  async function exit(): Promise<Reply> {
    const reply = await call('logout', logout)
    if (reply.code !== 0) return reply
    Object.assign(form, DRAFTS)
    draftsOf = ''
    return reply
  }
  const end = (): void => {
    release(null, () => {})
  } // also leaves and logs out

  return {
    form,
    state,
    lines: journal.state.lines,
    active,
    tone,
    enter,
    exit,
    end,
    enterChannel,
    leaveChannel,
    sayToChannel,
    sayToPeer,
    listMembers,
    countMembers,
    lookForPeer
  }
}
