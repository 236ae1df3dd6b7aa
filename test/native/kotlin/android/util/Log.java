package android.util;

public final class Log {
  /** Not in the real class: a test that wants to know of faults sets it. */
  public static volatile java.util.function.Consumer<String> heard;

  public static int e(String tag, String text, Throwable fault) {
    System.err.println(tag + ": " + text);
    if (fault != null) fault.printStackTrace();
    if (heard != null) heard.accept(text + ": " + fault);
    return 0;
  }
}
