package ishmael.gateway;

import ishmael.gateway.command.ExitCode;
import ishmael.gateway.command.Service;
import ishmael.gateway.isolation.Host;
import ishmael.gateway.isolation.PolicyStore;
import ishmael.gateway.settings.Secret;
import ishmael.gateway.settings.Settings;
import ishmael.gateway.settings.SettingsException;
import ishmael.tsp.link.AddressInUseException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The one gateway of this process, which any thread may stop. */
final class Run implements Service {
  private static final Logger LOG = System.getLogger(Main.class.getName());

  private final CountDownLatch ended = new CountDownLatch(1);
  private @Nullable Gateway gateway;

  /** Knows accounts and sessions, in place of this machine. */
  private volatile Optional<Host> host = Optional.empty();

  private boolean stopAsked;

  @Override
  public ExitCode run(Settings settings, Secret password, PolicyStore policies) {
    GatewayOptions options = GatewayOptions.of(settings, password).withPolicies(policies);
    try (Gateway running = Gateway.start(host.map(options::withHost).orElse(options))) {
      if (!begin(running)) {
        return ExitCode.DONE;
      }
      Optional<String> failure = running.awaitEnd();
      return failure.isPresent() ? ExitCode.FAILED : ExitCode.DONE;
    } catch (AddressInUseException e) {
      return complain(
          ExitCode.IN_USE,
          "The gateway does not start: " + e.getMessage() + "; stop that first.",
          settings);
    } catch (SettingsException e) {
      return complain(ExitCode.SETTINGS, String.valueOf(e.getMessage()), settings);
    } catch (IOException e) {
      return complain(
          ExitCode.SETTINGS,
          "The gateway can not listen for providers: " + e.getMessage() + ".",
          settings);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.FAILED;
    }
  }

  /** Sets who knows accounts and sessions, in place of this machine. */
  void on(Host other) {
    host = Optional.of(other);
  }

  /** Says it in the log, and to the person at the terminal if the log goes elsewhere. */
  private static ExitCode complain(ExitCode code, String sentence, Settings settings) {
    LOG.log(Level.ERROR, "{0}", sentence);
    if (settings.log().file().isPresent()) {
      System.err.println(sentence);
    }
    return code;
  }

  private synchronized boolean begin(Gateway running) {
    gateway = running;
    return !stopAsked;
  }

  /** Asks the gateway to stop and waits for its end. */
  void stop(Duration limit) {
    synchronized (this) {
      stopAsked = true;
      if (gateway != null) {
        gateway.stop();
      }
    }
    try {
      if (!ended.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.log(Level.WARNING, "The gateway did not stop within {0} s.", limit.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Nothing runs any more. */
  void ended() {
    ended.countDown();
  }
}
