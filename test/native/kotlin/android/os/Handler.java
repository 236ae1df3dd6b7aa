package android.os;

public class Handler {
  private final Looper looper;

  public Handler(Looper looper) { this.looper = looper; }

  public final boolean post(Runnable task) { return postDelayed(task, 0); }

  public final boolean postDelayed(Runnable task, long delayMs) {
    return looper.queue.add(new Looper.Entry(task, this, delayMs));
  }

  public final void removeCallbacks(Runnable task) {
    looper.queue.removeIf(entry -> entry.owner == this && entry.task == task);
  }
}
