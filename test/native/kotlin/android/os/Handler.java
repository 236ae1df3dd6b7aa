package android.os;

public class Handler {
  private final Looper looper;

  public Handler(Looper looper) { this.looper = looper; }

  public final boolean post(Runnable task) { return postDelayed(task, 0); }

  public final boolean postDelayed(Runnable task, long delayMs) {
    Looper.Delays delays = Looper.delays;
    if (delayMs > 0 && delays != null) {
      delays.add(this, task, delayMs);
      return true;
    }
    return looper.queue.add(new Looper.Entry(task, this, delayMs));
  }

  public final void removeCallbacks(Runnable task) {
    Looper.Delays delays = Looper.delays;
    if (delays != null) delays.remove(this, task);
    looper.queue.removeIf(entry -> entry.owner == this && entry.task == task);
  }
}
