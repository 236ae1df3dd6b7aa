// The generated Kotlin behind the bridge: lines are calls of the page side (runtimes/bridge/messages.ts) and the
// suite's side commands.
package rtm.conformance

fun main() {
    val crossing = Crossing { say("fault" to "the field $it is null and was lost on the bridge") }
    val bridge = Bridge(crossing) { call, message -> say("call" to call, "message" to message) }
    drive { line -> if (line["call"] == null) finish(line) else bridge.call(line) }
}
