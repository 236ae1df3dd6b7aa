// The generated Kotlin as a runtime of the conformance suite, called through the exported functions without a bridge.
package rtm.conformance

import io.dcloud.uts.JSON
import io.dcloud.uts.UTSArray
import io.dcloud.uts.UTSCallback
import io.dcloud.uts.UTSJSONObject
import uts.sdk.modules.rtm.*

private fun callback(tell: (String) -> Unit) = UTSCallback(0) { arguments ->
    onPage()
    tell(JSON.stringify(arguments.single()))
}

private fun call(name: String, options: UTSJSONObject?, answer: UTSCallback) = when (name) {
    "createInstance" -> createInstanceByJs(options, answer)
    "getSdkVersion" -> getSdkVersionByJs(options, answer)
    "setParameters" -> setParametersByJs(options, answer)
    "setLogFile" -> setLogFileByJs(options, answer)
    "setLogFilter" -> setLogFilterByJs(options, answer)
    "setLogFileSize" -> setLogFileSizeByJs(options, answer)
    "login" -> loginByJs(options, answer)
    "renewToken" -> renewTokenByJs(options, answer)
    "logout" -> logoutByJs(options, answer)
    "release" -> releaseByJs(options, answer)
    "setCallEventListener" -> setCallEventListenerByJs(options, answer)
    "sendLocalInvitation" -> sendLocalInvitationByJs(options, answer)
    "cancelLocalInvitation" -> cancelLocalInvitationByJs(options, answer)
    "acceptRemoteInvitation" -> acceptRemoteInvitationByJs(options, answer)
    "refuseRemoteInvitation" -> refuseRemoteInvitationByJs(options, answer)
    "sendMessageToPeer" -> sendMessageToPeerByJs(options, answer)
    "createChannel" -> createChannelByJs(options, answer)
    "join" -> joinByJs(options, answer)
    "leave" -> leaveByJs(options, answer)
    "channelRelease" -> channelReleaseByJs(options, answer)
    "sendChannelMessage" -> sendChannelMessageByJs(options, answer)
    "getMembers" -> getMembersByJs(options, answer)
    "getChannelMemberCount" -> getChannelMemberCountByJs(options, answer)
    "setLocalUserAttributes" -> setLocalUserAttributesByJs(options, answer)
    "addOrUpdateLocalUserAttributes" -> addOrUpdateLocalUserAttributesByJs(options, answer)
    "deleteLocalUserAttributesByKeys" -> deleteLocalUserAttributesByKeysByJs(options, answer)
    "clearLocalUserAttributes" -> clearLocalUserAttributesByJs(options, answer)
    "getUserAttributes" -> getUserAttributesByJs(options, answer)
    "getUserAttributesByKeys" -> getUserAttributesByKeysByJs(options, answer)
    "setChannelAttributes" -> setChannelAttributesByJs(options, answer)
    "addOrUpdateChannelAttributes" -> addOrUpdateChannelAttributesByJs(options, answer)
    "deleteChannelAttributesByKeys" -> deleteChannelAttributesByKeysByJs(options, answer)
    "clearChannelAttributes" -> clearChannelAttributesByJs(options, answer)
    "getChannelAttributes" -> getChannelAttributesByJs(options, answer)
    "getChannelAttributesByKeys" -> getChannelAttributesByKeysByJs(options, answer)
    "queryPeersOnlineStatus" -> queryPeersOnlineStatusByJs(options, answer)
    "subscribePeersOnlineStatus" -> subscribePeersOnlineStatusByJs(options, answer)
    "unsubscribePeersOnlineStatus" -> unsubscribePeersOnlineStatusByJs(options, answer)
    "queryPeersBySubscriptionOption" -> queryPeersBySubscriptionOptionByJs(options, answer)
    else -> throw IllegalArgumentException("there is no function $name")
}

private fun callHandle(name: String, args: List<String>, answer: UTSCallback) = when (name) {
    "open" -> openByJs(args[0], args[1], answer)
    "call" -> callByJs(args[0], args[1], args[2], answer)
    "listen" -> listenByJs(args[0], answer)
    "close" -> closeByJs(args[0], answer)
    else -> throw IllegalArgumentException("there is no function $name")
}

/** Handles say JSON text. */
private fun textCallback(tell: (String) -> Unit) = UTSCallback(0) { arguments ->
    onPage()
    tell(arguments.single() as String)
}

/** One line of the suite. */
fun obey(command: UTSJSONObject) {
    val id = (command["id"] as Number).toInt()
    if (command["do"] == "call") {
        val name = command["name"] as String
        if (name == "setCallBack") setCallBackByJs(callback { say("{\"event\":$it}") })
        else call(name, command["options"] as UTSJSONObject?, callback { say("{\"id\":$id,\"result\":$it}") })
    } else if (command["do"] == "handle") {
        val name = command["name"] as String
        val args = (command["args"] as UTSArray<*>).map { it as String }
        callHandle(name, args, textCallback {
            if (name == "listen") say("{\"handle\":${JSON.stringify(args[0])},\"heard\":$it}")
            else say("{\"id\":$id,\"result\":$it}")
        })
    }
    finish(command)
}

fun main() = drive(::obey)
