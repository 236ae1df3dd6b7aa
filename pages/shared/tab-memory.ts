// A text that outlives a reload, and belongs to this window alone: on the web several windows share what is stored, and each may be another device.
export interface TabMemory {
  read(): string
  write(text: string): void
}

export function tabMemory(name: string): TabMemory {
  let memory: TabMemory = { read: () => String(uni.getStorageSync(name) || ''), write: (text) => { uni.setStorageSync(name, text) } }
  // #ifdef H5
  memory = { read: () => sessionStorage.getItem(name) ?? '', write: (text) => { sessionStorage.setItem(name, text) } }
  // #endif
  return memory
}
