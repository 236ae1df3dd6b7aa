package android.net;

import java.util.ArrayList;
import java.util.List;

public class ConnectivityManager {
  public static class NetworkCallback {
    public void onAvailable(Network network) {}
    public void onLost(Network network) {}
  }

  public final List<NetworkCallback> callbacks = new ArrayList<>(); // of the stand-in, for tests

  public void registerDefaultNetworkCallback(NetworkCallback callback) { callbacks.add(callback); }
  public Network getActiveNetwork() { return null; }
}
