// A text that outlives a reload, and belongs to this window alone: on the web several windows share what is stored, and
// each may be another device.
export interface TabMemory {
  read(): string
  /** `false`: there is no room for it; then nothing is kept. */
  write(text: string): boolean
}

export function tabMemory(name: string): TabMemory {
  let memory: TabMemory = {
    read: () => String(uni.getStorageSync(name) || ''),
    write(text) {
      uni.setStorageSync(name, text)
      return true
    }
  }
  // #ifdef H5
  memory = ofWindow(name)
  // #endif
  return memory
}

/**
 * What is a user's: elsewhere than on the web no page is loaded anew, and a file would be there for the next user of
 * the device. So it lives as long as the app.
 */
export function userMemory(name: string): TabMemory {
  let kept = ''
  let memory: TabMemory = {
    read: () => kept,
    write(text) {
      kept = text
      return true
    }
  }
  // #ifdef H5
  memory = ofWindow(name)
  // #endif
  return memory
}

// #ifdef H5
// A browser may forbid it, or have no room.
function ofWindow(name: string): TabMemory {
  return {
    read() {
      try {
        return sessionStorage.getItem(name) ?? ''
      } catch {
        return ''
      }
    },
    write(text) {
      try {
        if (text === '') sessionStorage.removeItem(name)
        else sessionStorage.setItem(name, text)
        return true
      } catch {
        return forget(name)
      }
    }
  }
}

function forget(name: string): false {
  try {
    sessionStorage.removeItem(name)
  } catch {
    // Forbidden: there is nothing.
  }
  return false
}
// #endif
