package android.os;

import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Stand-in with real threads, so that races show: one queue per Looper, by due time and then by order of posting. */
public final class Looper {
  static final class Entry implements Delayed {
    private static final AtomicLong SEQUENCE = new AtomicLong();
    final Runnable task;
    final Handler owner;
    private final long due;
    private final long sequence = SEQUENCE.incrementAndGet();

    Entry(Runnable task, Handler owner, long delayMs) {
      this.task = task;
      this.owner = owner;
      this.due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(delayMs);
    }

    @Override public long getDelay(TimeUnit unit) {
      return unit.convert(due - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override public int compareTo(Delayed other) {
      Entry o = (Entry) other;
      return due != o.due ? Long.compare(due, o.due) : Long.compare(sequence, o.sequence);
    }
  }

  /** Not in the real class: takes what is posted with a delay, where time stands still until told. */
  public interface Delays {
    void add(Handler owner, Runnable task, long delayMs);
    void remove(Handler owner, Runnable task);
  }
  public static volatile Delays delays;

  private static final ThreadLocal<Looper> MINE = new ThreadLocal<>();
  private static volatile Looper main;
  final DelayQueue<Entry> queue = new DelayQueue<>();
  private volatile boolean quit;

  private Looper() {}

  public static void prepare() { MINE.set(new Looper()); }
  public static void prepareMainLooper() { prepare(); main = MINE.get(); }
  public static Looper getMainLooper() { return main; }
  public static Looper myLooper() { return MINE.get(); }

  public void quit() {
    quit = true;
    new Handler(this).post(() -> {});
  }

  public static void loop() {
    Looper me = MINE.get();
    while (!me.quit) {
      try {
        me.queue.take().task.run();
      } catch (InterruptedException e) {
        return;
      }
    }
  }
}
