// Refusals in words. In English the answer says it itself; for Chinese readers the word of refusal is translated.
import { isChinese } from './language'

export interface Refusal {
  why?: string
  message?: string
}

/** By the word of refusal; a test finds any that the client, the engine or the server can say and that is not here. */
export const chinese: Readonly<Record<string, string>> = {
  invalid: '参数不正确',
  bad_text: '消息内容不正确：必须是文本，且不超过 32 KB',
  busy: '已登录或正在登录；请先退出',
  no_server: '没有服务器地址：请先填写',
  not_logged_in: '尚未登录',
  not_initialised: '尚未创建实例',
  not_joined: '尚未加入该频道',
  already_joined: '已经加入该频道',
  too_many_channels: '加入的频道过多，请先离开一个',
  too_often: '操作过于频繁，请稍候',
  too_often_same: '加入同一频道过于频繁，请稍候',
  too_large: '消息过长',
  timeout: '等待超时，请检查网络与服务器地址',
  offline: '对方离线，消息未送达',
  full: '对方收件箱已满，或正在进行的呼叫过多，请稍后再试',
  unknown_app: '服务器上没有这个应用',
  not_authorised: '该用户无权登录，请联系管理员',
  version: '版本不兼容，请更新插件或服务器',
  bad_user: '用户 ID 不正确：1 到 64 字节的字母、数字或常用符号',
  token_invalid: 'Token 无效',
  token_expired: 'Token 已过期',
  replaced: '该用户已在其他地方登录',
  already_invited: '对该用户的呼叫正在进行，请先取消',
  unknown_invitation: '没有这个呼叫邀请',
  invitation_ended: '呼叫已结束',
  invitation_accepted: '呼叫已被接听',
  destroyed: '操作已取消',
  internal: '服务器内部错误，请稍后再试',
  kicked: '该用户已被服务器踢下线，请退出后再登录',
  refused: '服务器拒绝了该客户端',
  malformed: '服务器无法识别该请求，请更新插件',
  unsupported: '服务器不支持该操作，请更新插件或服务器',
  too_many_ids: '一次查询的数量过多，请分次查询',
  too_many_watched: '订阅的用户过多，请先取消一些订阅',
  attributes_too_large: '属性过多或过长，未作任何修改',
  user_offline: '该用户不在线，无法读取其属性',
  bad_app: 'App ID 不正确：应为 32 位字母或数字',
  not_created: '尚未创建该频道对象，请先创建',
  aborted: '操作已取消'
}

export function explain({ why = '', message = '' }: Refusal): string {
  if (isChinese() && chinese[why] !== undefined)
    return why === 'invalid' && message !== '' ? `${chinese[why]}（${message}）` : chinese[why]
  return message === '' ? why : `${message.charAt(0).toUpperCase()}${message.slice(1)}`
}
