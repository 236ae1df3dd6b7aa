import { ban } from '../../rule.mjs'
// Object spread becomes UTSJSONObject.assign in Kotlin; call spread and rest leak into Swift.
export default ban('No spread or rest: build the value field by field.', 'SpreadElement', 'RestElement')
