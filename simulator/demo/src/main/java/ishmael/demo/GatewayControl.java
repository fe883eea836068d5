package ishmael.demo;

import java.io.IOException;

/** A gateway that can be killed and started again. */
public interface GatewayControl extends AutoCloseable {
  /** Starts it; returns when it has started, not when it is online. */
  void start() throws IOException;

  /** Ends it without warning. */
  void kill() throws IOException;

  @Override
  void close() throws IOException;
}
