package android.os;

public class HandlerThread extends Thread {
  private Looper looper;

  public HandlerThread(String name) {
    super(name);
    setDaemon(true);
  }

  @Override public void run() {
    Looper.prepare();
    synchronized (this) {
      looper = Looper.myLooper();
      notifyAll();
    }
    Looper.loop();
  }

  /** Waits for the thread to be up, as the real one does. */
  public synchronized Looper getLooper() {
    while (looper == null) {
      try {
        wait();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    return looper;
  }
}
