// Links to a page of this app for another window, on the web; '' where there is no address to give.
export function linkTo(path: string, query: Record<string, string>): string {
  let address = ''
  // #ifdef H5
  const words = Object.entries(query)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  address = `${location.origin}${location.pathname}#${path}?${words.join('&')}`
  // #endif
  return address
}

// A value of a link: some platforms have decoded it already, and a user's name may hold a percent sign.
export function fromLink(value = ''): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
