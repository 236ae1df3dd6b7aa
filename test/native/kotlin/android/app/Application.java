package android.app;

import android.content.Context;
import android.os.Bundle;
import java.util.ArrayList;
import java.util.List;

/** In the real class Application comes from Context through ContextWrapper. */
public class Application extends Context {
  public interface ActivityLifecycleCallbacks {
    void onActivityCreated(Activity activity, Bundle savedInstanceState);
    void onActivityStarted(Activity activity);
    void onActivityResumed(Activity activity);
    void onActivityPaused(Activity activity);
    void onActivityStopped(Activity activity);
    void onActivitySaveInstanceState(Activity activity, Bundle outState);
    void onActivityDestroyed(Activity activity);
  }

  public final List<ActivityLifecycleCallbacks> callbacks = new ArrayList<>(); // of the stand-in, for tests

  public void registerActivityLifecycleCallbacks(ActivityLifecycleCallbacks callback) { callbacks.add(callback); }

  @Override public Context getApplicationContext() { return this; }
  @Override public Object getSystemService(String name) { return null; }
}
