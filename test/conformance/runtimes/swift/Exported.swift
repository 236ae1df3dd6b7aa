// The exported functions by the names that pages call them by. Objective-C finds them so on a phone; Linux has no
// Objective-C.
import Foundation
@testable import DCloudUTSFoundation

struct Wrong: Error { let what: String }

struct Parameters {
    let values: [Any?]
    let function: (Any) throws -> UTSCallback

    private func at(_ i: Int) -> Any? { i < values.count ? something(values[i]) : nil }

    func options(_ i: Int) throws -> UTSJSONObject? {
        guard let value = at(i) else { return nil }
        guard let options = value as? UTSJSONObject else { throw Wrong(what: "parameter \(i + 1) is no object") }
        return options
    }

    func text(_ i: Int) throws -> String {
        guard let text = at(i) as? String else { throw Wrong(what: "parameter \(i + 1) is no text") }
        return text
    }

    func callback(_ i: Int) throws -> UTSCallback {
        guard let value = at(i) else { throw Wrong(what: "parameter \(i + 1) is no function") }
        return try function(value)
    }
}

typealias Exported = (Parameters) throws -> Void
private typealias Index = UTSSDKModulesRtmIndexSwift

private func withOptions(_ call: @escaping (UTSJSONObject?, UTSCallback) -> Void) -> Exported {
    { call(try $0.options(0), try $0.callback(1)) }
}

let exported: [String: Exported] = [
    "s_setCallBackByJs": { Index.s_setCallBackByJs(try $0.callback(0)) },
    "s_createInstanceByJs": withOptions(Index.s_createInstanceByJs),
    "s_getSdkVersionByJs": withOptions(Index.s_getSdkVersionByJs),
    "s_setParametersByJs": withOptions(Index.s_setParametersByJs),
    "s_setLogFileByJs": withOptions(Index.s_setLogFileByJs),
    "s_setLogFilterByJs": withOptions(Index.s_setLogFilterByJs),
    "s_setLogFileSizeByJs": withOptions(Index.s_setLogFileSizeByJs),
    "s_loginByJs": withOptions(Index.s_loginByJs),
    "s_renewTokenByJs": withOptions(Index.s_renewTokenByJs),
    "s_logoutByJs": withOptions(Index.s_logoutByJs),
    "s_releaseByJs": withOptions(Index.s_releaseByJs),
    "s_setCallEventListenerByJs": withOptions(Index.s_setCallEventListenerByJs),
    "s_sendLocalInvitationByJs": withOptions(Index.s_sendLocalInvitationByJs),
    "s_cancelLocalInvitationByJs": withOptions(Index.s_cancelLocalInvitationByJs),
    "s_acceptRemoteInvitationByJs": withOptions(Index.s_acceptRemoteInvitationByJs),
    "s_refuseRemoteInvitationByJs": withOptions(Index.s_refuseRemoteInvitationByJs),
    "s_sendMessageToPeerByJs": withOptions(Index.s_sendMessageToPeerByJs),
    "s_createChannelByJs": withOptions(Index.s_createChannelByJs),
    "s_joinByJs": withOptions(Index.s_joinByJs),
    "s_leaveByJs": withOptions(Index.s_leaveByJs),
    "s_channelReleaseByJs": withOptions(Index.s_channelReleaseByJs),
    "s_sendChannelMessageByJs": withOptions(Index.s_sendChannelMessageByJs),
    "s_getMembersByJs": withOptions(Index.s_getMembersByJs),
    "s_getChannelMemberCountByJs": withOptions(Index.s_getChannelMemberCountByJs),
    "s_setLocalUserAttributesByJs": withOptions(Index.s_setLocalUserAttributesByJs),
    "s_addOrUpdateLocalUserAttributesByJs": withOptions(Index.s_addOrUpdateLocalUserAttributesByJs),
    "s_deleteLocalUserAttributesByKeysByJs": withOptions(Index.s_deleteLocalUserAttributesByKeysByJs),
    "s_clearLocalUserAttributesByJs": withOptions(Index.s_clearLocalUserAttributesByJs),
    "s_getUserAttributesByJs": withOptions(Index.s_getUserAttributesByJs),
    "s_getUserAttributesByKeysByJs": withOptions(Index.s_getUserAttributesByKeysByJs),
    "s_setChannelAttributesByJs": withOptions(Index.s_setChannelAttributesByJs),
    "s_addOrUpdateChannelAttributesByJs": withOptions(Index.s_addOrUpdateChannelAttributesByJs),
    "s_deleteChannelAttributesByKeysByJs": withOptions(Index.s_deleteChannelAttributesByKeysByJs),
    "s_clearChannelAttributesByJs": withOptions(Index.s_clearChannelAttributesByJs),
    "s_getChannelAttributesByJs": withOptions(Index.s_getChannelAttributesByJs),
    "s_getChannelAttributesByKeysByJs": withOptions(Index.s_getChannelAttributesByKeysByJs),
    "s_queryPeersOnlineStatusByJs": withOptions(Index.s_queryPeersOnlineStatusByJs),
    "s_subscribePeersOnlineStatusByJs": withOptions(Index.s_subscribePeersOnlineStatusByJs),
    "s_unsubscribePeersOnlineStatusByJs": withOptions(Index.s_unsubscribePeersOnlineStatusByJs),
    "s_queryPeersBySubscriptionOptionByJs": withOptions(Index.s_queryPeersBySubscriptionOptionByJs),
    "s_openByJs": { Index.s_openByJs(try $0.text(0), try $0.text(1), try $0.callback(2)) },
    "s_callByJs": { Index.s_callByJs(try $0.text(0), try $0.text(1), try $0.text(2), try $0.callback(3)) },
    "s_listenByJs": { Index.s_listenByJs(try $0.text(0), try $0.callback(1)) },
    "s_closeByJs": { Index.s_closeByJs(try $0.text(0), try $0.callback(1)) }
]
