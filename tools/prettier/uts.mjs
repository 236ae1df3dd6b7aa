// UTS for Prettier: TypeScript, but for decorators of functions, which UTS has and TypeScript has not. They are parsed
// as comments of the same length; what is printed is the text of the file.
import { parsers as typescript } from 'prettier/plugins/typescript'

export const languages = [{ name: 'UTS', parsers: ['uts'], extensions: ['.uts'] }]

const asComments = (text) => text.replace(/^(\s*)@UTSJS/gm, '$1//UTSJ')

export const parsers = {
  uts: {
    ...typescript.typescript,
    parse: (text, options) => typescript.typescript.parse(asComments(text), options)
  }
}
