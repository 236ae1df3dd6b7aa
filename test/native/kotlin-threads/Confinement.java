package rtm.threads;

import android.os.HandlerThread;
import android.os.Looper;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What the woven classes ask at every access to state. Thread-safe; it must not order the threads that it watches. */
public final class Confinement {
  private static final Map<String, LongAdder> USES = new ConcurrentHashMap<>();
  private static final Map<String, LongAdder> VIOLATIONS = new ConcurrentHashMap<>();
  private static volatile boolean armed = false;

  private Confinement() {}

  /**
   * The first call makes the entry on its own thread, and the class's initialisation hands it over: we watch from then
   * on.
   */
  public static void arm() { armed = true; }

  /** HandlerThread is used for one thing in the plugin: the engine's thread. */
  public static void engine(String place) { used(place, Thread.currentThread() instanceof HandlerThread); }

  public static void page(String place) { used(place, Looper.myLooper() == Looper.getMainLooper()); }

  private static void used(String place, boolean right) {
    if (!armed) return;
    USES.computeIfAbsent(place, key -> new LongAdder()).increment();
    if (!right) violated(place + ", on the thread " + Thread.currentThread().getName().replaceAll("[0-9]+", "N"));
  }

  public static void violated(String what) { VIOLATIONS.computeIfAbsent(what, key -> new LongAdder()).increment(); }
  public static boolean broken() { return !VIOLATIONS.isEmpty(); }
  public static Map<String, LongAdder> violations() { return new TreeMap<>(VIOLATIONS); }
  public static int places() { return USES.size(); }
  public static long uses() { return USES.values().stream().mapToLong(LongAdder::sum).sum(); }
}
