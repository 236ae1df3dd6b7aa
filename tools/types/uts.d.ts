// What the UTS compilers know and stock TypeScript does not, as far as the portable subset uses it.
// On web and mini-programs a UTSJSONObject is a plain object: index access is all that every platform has.
interface UTSJSONObject {
  [key: string]: any
}
