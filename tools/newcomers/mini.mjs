// A mini-program of Vue 2 as it was built, twice: its pages under a stand-in for WeChat with a real socket. What a
// person does is the page's own method, what he sees are its lines.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { WebSocket } from 'ws'

const PATIENCE_MS = 30_000

/** A socket task of WeChat. */
function connectSocket({ url }) {
  const socket = new WebSocket(url, { perMessageDeflate: false })
  const on = { open: () => {}, message: () => {}, error: () => {}, close: () => {} }
  socket.on('open', () => {
    on.open({})
  })
  socket.on('message', (data) => {
    on.message({ data: String(data) })
  })
  socket.on('error', ({ message }) => {
    on.error({ errMsg: message })
  })
  socket.on('close', (code, reason) => {
    on.close({ code, reason: String(reason) })
  })
  return {
    send: ({ data, success }) => {
      socket.send(data, () => {
        success?.({})
      })
    },
    close: ({ code, reason, success }) => {
      socket.close(code, reason)
      success?.({})
    },
    onOpen: (heard) => {
      on.open = heard
    },
    onMessage: (heard) => {
      on.message = heard
    },
    onError: (heard) => {
      on.error = heard
    },
    onClose: (heard) => {
      on.close = heard
    }
  }
}

/** One phone: the app started, and a page of it opened with its query. `vm` is the page as its script sees it. */
export function openPhone(folder, route, query) {
  let page = null
  const ignored = () => {}
  const wx = {
    connectSocket,
    canIUse: (name) => name === 'nextTick',
    getSystemInfoSync: () => ({ SDKVersion: '3.0.0' }),
    getAppBaseInfo: () => ({ SDKVersion: '3.0.0' }),
    getDeviceInfo: () => ({}),
    getWindowInfo: () => ({}),
    getSystemSetting: () => ({}),
    getAppAuthorizeSetting: () => ({}),
    getLaunchOptionsSync: () => ({}),
    getEnterOptionsSync: () => ({}),
    getStorageSync: () => '',
    setStorageSync: ignored,
    getAccountInfoSync: () => ({ miniProgram: {} }),
    onAppShow: ignored,
    onAppHide: ignored,
    onNetworkStatusChange: ignored,
    nextTick: (run) => {
      setTimeout(run)
    }
  }
  const own = { wx }
  const globals = {
    wx,
    global: own,
    globalThis: own,
    App: ({ onLaunch }) => {
      app = {}
      onLaunch?.call(app, {})
    },
    Page: (options) => {
      page = options
    },
    Component: (options) => {
      page = options
    },
    Behavior: (options) => options,
    getApp: () => app,
    getCurrentPages: () => []
  }
  let app
  const loaded = new Map()
  const load = (path) => {
    if (loaded.has(path)) return loaded.get(path).exports
    const module = { exports: {} }
    loaded.set(path, module)
    new Function('require', 'module', 'exports', ...Object.keys(globals), readFileSync(path, 'utf8'))(
      (name) => load(join(dirname(path), name)),
      module,
      module.exports,
      ...Object.values(globals)
    )
    return module.exports
  }
  load(join(folder, 'app.js'))
  load(join(folder, `${route}.js`))
  if (page === null) throw new Error(`${route}.js registers no page`)
  const shown = {
    ...page.methods,
    data: { ...page.data },
    properties: {},
    dataset: {},
    is: route,
    route,
    options: query,
    setData: (data, done) => {
      Object.assign(shown.data, data)
      done?.()
    },
    triggerEvent: ignored,
    selectAllComponents: () => [],
    selectComponent: () => null
  }
  page.lifetimes?.created?.call(shown)
  page.lifetimes?.attached?.call(shown)
  shown.onLoad?.(query)
  page.lifetimes?.ready?.call(shown)
  if (shown.$vm === undefined) throw new Error(`${route}.js made nothing of its page`)
  return {
    vm: shown.$vm,
    close: () => {
      shown.onUnload?.()
    }
  }
}

/** Waits until the page shows it; `shown` are its texts. */
export async function see(text, shown) {
  const until = performance.now() + PATIENCE_MS
  while (!shown().includes(text)) {
    if (performance.now() > until) throw new Error(`looked for: ${text}\n${shown().join('\n')}`)
    await new Promise((resolve) => {
      setTimeout(resolve, 20)
    })
  }
}

/** Plays it on two phones; `addresses` are those of pages in it. */
export async function talkInMini(folder, { addresses, sent, at }) {
  const phones = []
  try {
    const queries = addresses.map((address) => Object.fromEntries(new URL(address, 'mini:///').searchParams))
    for (const [i, query] of queries.entries()) {
      phones.push(openPhone(folder, new URL(addresses[i], 'mini:///').pathname.slice(1), query))
      await see(`logged in as ${query.me}`, () => phones[i].vm.lines)
    }
    const [writer, reader] = phones
    writer.vm.text = 'hello'
    writer.vm.send()
    await see(`${queries[0].me}: hello`, () => reader.vm.lines)
    await see(sent, () => writer.vm.lines)
  } catch (error) {
    throw new Error(`${at}: ${error.stack}`)
  } finally {
    for (const phone of phones) phone.close()
  }
}
