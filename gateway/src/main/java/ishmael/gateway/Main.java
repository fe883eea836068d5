package ishmael.gateway;

import ishmael.gateway.command.ExitCode;
import ishmael.gateway.command.GatewayCommand;
import ishmael.gateway.isolation.Host;
import ishmael.gateway.log.LogOutput;
import ishmael.gateway.log.PatientLogManager;
import ishmael.gateway.settings.Places;
import ishmael.gateway.settings.SecretGuard;
import ishmael.gateway.tapi.TapiSource;
import ishmael.gateway.windows.Tapi32;
import java.time.Duration;

/**
 * The gateway as a program: on a console by {@link #main}, below a service host that lives in the
 * same process by {@link #start} and {@link #stop}.
 */
public final class Main {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
  private static final Run RUN;

  static {
    unlimitEntities();
    keepLogOpen();
    RUN = new Run();
  }

  private Main() {}

  /** Runs the command line and ends the process with one of {@link ExitCode}. */
  public static void main(String[] arguments) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> RUN.stop(STOP_LIMIT), "ishmael-stop"));
    System.exit(execute(arguments));
  }

  /** The same as {@link #main} with made-up accounts and sessions, for demonstrations. */
  public static void demonstrate(Host host, String[] arguments) {
    RUN.on(host);
    main(arguments);
  }

  /**
   * Runs the command line; returns when {@link #stop} was called. If the gateway fails, the process
   * ends with the exit code, so that the service host sees a failure. Source: Apache Commons
   * Daemon, Procrun, jvm mode.
   */
  public static void start(String[] arguments) {
    int code = execute(arguments);
    if (code != ExitCode.DONE.code()) {
      System.exit(code);
    }
  }

  /** Ends the gateway that {@link #start} runs; takes five seconds at most. */
  public static void stop(String[] arguments) {
    RUN.stop(STOP_LIMIT);
  }

  /**
   * The stream from the phone system is one XML document that lasts for weeks; the runtime's parser
   * would end it after some number of entities.
   */
  private static void unlimitEntities() {
    System.setProperty("jdk.xml.totalEntitySizeLimit", "0");
    System.setProperty("jdk.xml.maxGeneralEntitySizeLimit", "0");
    System.setProperty("jdk.xml.entityExpansionLimit", "0");
  }

  /** Before the first logger is asked for, and without a use of the class but its name. */
  private static void keepLogOpen() {
    System.setProperty("java.util.logging.manager", PatientLogManager.class.getName());
  }

  private static int execute(String[] arguments) {
    LogOutput.toConsole();
    Places places = Places.here();
    SecretGuard guard = Machine.files();
    TapiSource tapi = places.windows() ? Tapi32::load : TapiSource.absent();
    try {
      return GatewayCommand.line(RUN, places, guard, tapi).execute(arguments);
    } finally {
      RUN.ended();
    }
  }
}
