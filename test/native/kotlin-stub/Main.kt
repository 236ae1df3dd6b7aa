// The stand-in's assumptions about DCloud's runtime, one check each: probes.uts through the UTS compiler, and the rest
// called from Kotlin.
//   MainKt plugin | offline
package rtm.stub

import android.os.Looper
import kotlin.concurrent.thread
import uts.sdk.modules.rtm.probes

object Checks {
    var count = 0
    private var failed = 0

    fun same(name: String, got: Any?, wanted: Any?) {
        count++
        if (got == wanted) return
        failed++
        println("FAIL $name: gives <$got>, not <$wanted>")
    }

    fun end(): Nothing {
        println(if (failed == 0) "$count checks passed" else "$failed of $count checks failed")
        System.out.flush()
        Runtime.getRuntime().halt(if (failed == 0) 0 else 1)
        throw IllegalStateException()
    }
}

fun main(arguments: Array<String>) {
    val plugin = arguments.single() == "plugin"
    Looper.prepareMainLooper()
    thread(name = "checks") {
        try {
            probes { name, got, withPlugin, without -> Checks.same(name, got, if (plugin) withPlugin else without) }
            numbers()
            objects()
            callbacks()
            timers()
        } catch (fault: Throwable) {
            fault.printStackTrace()
            Checks.same("the checks run to their end", fault.toString(), "no fault")
        }
        Checks.end()
    }
    Looper.loop()
}
