package ishmael.gateway.command;

import ishmael.gateway.log.LogOutput;
import ishmael.gateway.settings.IsolationLines;
import ishmael.gateway.settings.PipeSettings;
import ishmael.gateway.settings.Places;
import ishmael.gateway.settings.SecretFile;
import ishmael.gateway.settings.SecretGuard;
import ishmael.gateway.settings.Settings;
import ishmael.gateway.settings.SettingsException;
import ishmael.gateway.settings.SettingsFile;
import ishmael.gateway.tapi.TapiException;
import ishmael.gateway.tapi.TapiSource;
import ishmael.tsp.link.LocalClient;
import ishmael.tsp.link.unix.UnixClient;
import ishmael.tsp.link.windows.PipeClient;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line {@code ishmael gateway}. */
@Command(
    name = "ishmael gateway",
    description = "Runs the gateway in the foreground until it is stopped (CTRL-C).",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:stopped as asked",
      "1:failed; starting again may help",
      "2:the command line is wrong",
      "3:settings or password need an admin",
      "4:another gateway is running"
    })
public final class GatewayCommand implements Callable<Integer> {
  private final Service service;
  private final Places places;
  private final SecretGuard guard;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--settings",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "The settings file; the usual place if not given.")
  private @Nullable Path file;

  @Option(names = "--init", description = "Writes a commented settings file, and ends.")
  private boolean init;

  private GatewayCommand(Service service, Places places, SecretGuard guard) {
    this.service = service;
    this.places = places;
    this.guard = guard;
  }

  /** Makes the command line; {@code service} is what it runs. */
  public static CommandLine line(
      Service service, Places places, SecretGuard guard, TapiSource tapi) {
    return line(service, places, guard, tapi, Terminal::ask);
  }

  static CommandLine line(
      Service service, Places places, SecretGuard guard, TapiSource tapi, Question question) {
    GatewayCommand gateway = new GatewayCommand(service, places, guard);
    CommandLine line = new CommandLine(gateway);
    line.addSubcommand("password", new PasswordCommand(gateway));
    line.addSubcommand("certificate", new CertificateCommand(gateway, question));
    line.addSubcommand("doctor", new DoctorCommand(gateway));
    line.addSubcommand("tapi", TapiCommand.line(tapi));
    line.addSubcommand("lines", new LinesCommand(gateway));
    line.addSubcommand("sessions", new SessionsCommand(gateway));
    line.addSubcommand("release", new ReleaseCommand(gateway));
    line.addSubcommand("policy", new PolicyCommand(gateway));
    line.addSubcommand("map", MapCommand.line(gateway));
    line.setExecutionExceptionHandler(GatewayCommand::complain);
    return line;
  }

  private static int complain(Exception problem, CommandLine line, CommandLine.ParseResult parsed) {
    line.getErr().println(problem.getMessage());
    line.getErr().flush();
    if (problem instanceof SettingsException) {
      return ExitCode.SETTINGS.code();
    }
    if (problem instanceof TapiException) {
      return ExitCode.FAILED.code();
    }
    System.getLogger(GatewayCommand.class.getName())
        .log(System.Logger.Level.ERROR, "The gateway has failed.", problem);
    return ExitCode.FAILED.code();
  }

  @Override
  public Integer call() throws SettingsException {
    SettingsFile settingsFile = settingsFile();
    if (init) {
      settingsFile.writeExample();
      say(settingsPath() + " is written; complete it, then run: ishmael gateway password");
      return ExitCode.DONE.code();
    }
    Settings settings = settingsFile.read();
    LogOutput.apply(settings.log());
    return service.run(settings, secretFile().read(), new IsolationLines(settingsFile)).code();
  }

  Path settingsPath() {
    Path given = file;
    return given == null ? places.settingsFile() : given.toAbsolutePath();
  }

  SettingsFile settingsFile() {
    return new SettingsFile(settingsPath(), places);
  }

  SecretFile secretFile() {
    return new SecretFile(settingsPath(), guard);
  }

  /** Returns where the running gateway serves admins. */
  LocalClient adminPlace() throws SettingsException {
    PipeSettings pipe = settingsFile().read().pipe();
    return places.windows() ? new PipeClient(pipe.adminName()) : new UnixClient(pipe.adminSocket());
  }

  private void say(String sentence) {
    CommandSpec own = spec;
    if (own != null) {
      PrintWriter out = own.commandLine().getOut();
      out.println(sentence);
      out.flush();
    }
  }
}
