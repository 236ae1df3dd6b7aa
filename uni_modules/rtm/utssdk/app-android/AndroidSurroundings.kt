package uts.sdk.modules.rtm

import android.app.Activity
import android.app.Application
import android.content.Context
import android.net.ConnectivityManager
import android.net.Network
import android.os.Build
import android.os.Bundle
import io.dcloud.uts.UTSAndroid
import java.lang.ref.WeakReference

/** App to background and back, network came or went. Calls come on threads of the system. */
class AndroidSurroundings {
    /** onNetwork: 1 usable (again, or a different one), 0 gone. */
    fun watch(onForeground: () -> Unit, onBackground: () -> Unit, onNetwork: (Number) -> Unit) {
        val context = UTSAndroid.getAppContext()?.applicationContext ?: return
        (context as? Application)?.registerActivityLifecycleCallbacks(FrontActivity(onForeground, onBackground))
        // Before Android 7 there is no default-network callback: the engine's ping finds out instead.
        if (Build.VERSION.SDK_INT < 24) return
        val manager = context.getSystemService(Context.CONNECTIVITY_SERVICE) as? ConnectivityManager ?: return
        try {
            manager.registerDefaultNetworkCallback(DefaultNetwork(manager.activeNetwork, onNetwork))
        } catch (fault: RuntimeException) {
            // No permission, or too many callbacks in this app: go without, as before Android 7.
        }
    }
}

/**
 * The app is in the background when the activity that came to the front last has stopped. (Counting starts and stops
 * does not work: we are registered when the first activity has started already.)
 */
private class FrontActivity(private val onForeground: () -> Unit, private val onBackground: () -> Unit) :
    Application.ActivityLifecycleCallbacks {
    private var front: WeakReference<Activity>? = null // main thread only
    private var background = false

    override fun onActivityStarted(activity: Activity) {
        front = WeakReference(activity)
        if (background) {
            background = false
            onForeground()
        }
    }

    override fun onActivityStopped(activity: Activity) {
        val last = front?.get()
        if (background || activity.isChangingConfigurations || (last != null && last !== activity)) return
        background = true
        onBackground()
    }

    override fun onActivityCreated(activity: Activity, savedInstanceState: Bundle?) = Unit
    override fun onActivityResumed(activity: Activity) = Unit
    override fun onActivityPaused(activity: Activity) = Unit
    override fun onActivitySaveInstanceState(activity: Activity, outState: Bundle) = Unit
    override fun onActivityDestroyed(activity: Activity) = Unit
}

/** Android reports the network of the moment once at registration: that is no change, so it is not passed on. */
private class DefaultNetwork(private var current: Network?, private val onNetwork: (Number) -> Unit) :
    ConnectivityManager.NetworkCallback() {
    override fun onAvailable(network: Network) {
        if (network == current) return
        current = network
        onNetwork(1)
    }

    override fun onLost(network: Network) {
        if (network != current) return
        current = null
        onNetwork(0)
    }
}
