// A back end in memory answers at once, one on a disk or on a network later. Every message passes several of them, and
// waiting for what is there already costs a promise and a turn of its queue each time. So who is passed by every
// message goes on at once when that is possible.

export type Eventual<T> = T | Promise<T>

/** Work that was begun. null: it is done. A promise: it goes on, and whoever begins it may wait for its end. */
export type Going = Promise<unknown> | null

/** Whatever becomes of the task, `end` comes after it: at once, or when it is over. */
export function lastly(task: () => Going, end: () => void): Going {
  let going: Going = null
  try {
    going = task()
  } finally {
    if (going === null) end()
  }
  return going === null ? null : going.finally(end)
}

/** Goes on with a value, at once or when it comes. What throws throws at once then, too. */
export function goOn<T>(value: Eventual<T>, next: (value: T) => Going): Going {
  return value instanceof Promise ? value.then(next) : next(value)
}
