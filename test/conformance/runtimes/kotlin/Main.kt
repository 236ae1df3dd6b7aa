// The generated Kotlin as a runtime of the conformance suite, called through the exported functions without a bridge.
package rtm.conformance

import io.dcloud.uts.JSON
import io.dcloud.uts.UTSCallback
import io.dcloud.uts.UTSJSONObject
import uts.sdk.modules.rtm.*

private fun callback(tell: (String) -> Unit) = UTSCallback(0) { arguments ->
    onPage()
    tell(JSON.stringify(arguments.single()))
}

private fun call(name: String, options: UTSJSONObject?, answer: UTSCallback) = when (name) {
    "createInstance" -> createInstanceByJs(options, answer)
    "setParameters" -> setParametersByJs(options, answer)
    "login" -> loginByJs(options, answer)
    "logout" -> logoutByJs(options, answer)
    "release" -> releaseByJs(options, answer)
    "sendMessageToPeer" -> sendMessageToPeerByJs(options, answer)
    "createChannel" -> createChannelByJs(options, answer)
    "join" -> joinByJs(options, answer)
    "leave" -> leaveByJs(options, answer)
    "channelRelease" -> channelReleaseByJs(options, answer)
    "sendChannelMessage" -> sendChannelMessageByJs(options, answer)
    "getMembers" -> getMembersByJs(options, answer)
    "getChannelMemberCount" -> getChannelMemberCountByJs(options, answer)
    "queryPeersOnlineStatus" -> queryPeersOnlineStatusByJs(options, answer)
    else -> throw IllegalArgumentException("there is no function $name")
}

fun main() = drive { command ->
    if (command["do"] == "call") {
        val name = command["name"] as String
        if (name == "setCallBack") setCallBackByJs(callback { say("{\"event\":$it}") })
        else call(name, command["options"] as UTSJSONObject?, callback { say("{\"id\":${(command["id"] as Number).toInt()},\"result\":$it}") })
    }
    finish(command)
}
