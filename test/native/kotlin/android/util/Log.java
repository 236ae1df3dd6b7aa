package android.util;

public final class Log {
  public static int e(String tag, String text, Throwable fault) {
    System.err.println(tag + ": " + text);
    if (fault != null) fault.printStackTrace();
    return 0;
  }
}
