// Enter and space press what has the focus. One handler for both, because a mini-program allows one for each event.
export const pressedBy =
  (press: () => void) =>
  (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    press()
  }
