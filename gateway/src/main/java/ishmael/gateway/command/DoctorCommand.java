package ishmael.gateway.command;

import ishmael.gateway.doctor.Doctor;
import ishmael.gateway.doctor.Finding;
import ishmael.gateway.doctor.Outcome;
import ishmael.gateway.doctor.Report;
import ishmael.gateway.doctor.Step;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ishmael doctor}. */
@Command(
    name = "doctor",
    description =
        "Checks the way from the settings to the phones, step by step, and says what to do. Works"
            + " beside a running gateway. Logs in once: a wrong password counts as one attempt.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:nothing failed",
      "1:something failed",
      "2:the command line is wrong",
      "3:settings or password need an admin"
    })
final class DoctorCommand implements Callable<Integer> {
  private final GatewayCommand gateway;

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--json", description = "Prints one JSON document, for programs.")
  private boolean json;

  DoctorCommand(GatewayCommand gateway) {
    this.gateway = gateway;
  }

  @Override
  public Integer call() {
    CommandSpec own = spec;
    if (own == null) {
      throw new IllegalStateException("not made by the command line");
    }
    return examine(own.commandLine().getOut()).code();
  }

  private ExitCode examine(PrintWriter out) {
    String settings = gateway.settingsPath().toString();
    Doctor doctor =
        new Doctor(
            new StoredPatient(gateway),
            finding -> {
              if (!json) {
                Report.lines(finding).forEach(out::println);
                out.flush();
              }
            });
    if (!json) {
      out.println("Ishmael doctor, settings: " + settings);
      out.println();
      out.flush();
    }
    List<Finding> findings = doctor.examine();
    if (json) {
      out.println(Report.json(settings, findings).toPrettyString());
    } else {
      out.println();
      out.println(Report.summary(findings));
    }
    out.flush();
    return code(findings);
  }

  private static ExitCode code(List<Finding> findings) {
    boolean settings =
        findings.stream()
            .filter(one -> one.step() == Step.SETTINGS || one.step() == Step.PASSWORD)
            .anyMatch(one -> one.outcome().kind() == Outcome.Kind.FAILED);
    if (settings) {
      return ExitCode.SETTINGS;
    }
    return Report.well(findings) ? ExitCode.DONE : ExitCode.FAILED;
  }
}
