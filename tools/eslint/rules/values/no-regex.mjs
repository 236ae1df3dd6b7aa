import { ban } from '../../rule.mjs'
// DCloud's regular expressions are a native Android library that no test here can load.
export default ban('No regular expressions: walk the characters.', 'Literal[regex]', "Identifier[name='RegExp']")
