package ishmael.gateway.command;

import ishmael.gateway.doctor.CertificateLook;
import ishmael.gateway.doctor.Doctor;
import ishmael.gateway.doctor.Report;
import ishmael.gateway.doctor.TlsReport;
import ishmael.gateway.phonesystem.certificate.Judgement;
import ishmael.gateway.settings.CertificateLine;
import ishmael.gateway.settings.SettingsException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ishmael gateway certificate}. */
@Command(
    name = "certificate",
    description =
        "Shows the phone system's certificate and what is wrong with it, and asks whether to accept"
            + " just this one from now on. Does not log in.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the certificate is trusted or was accepted",
      "1:it was not accepted, or the phone system shows none",
      "2:the command line is wrong",
      "3:the settings need an admin"
    })
final class CertificateCommand implements Callable<Integer> {
  private final GatewayCommand gateway;
  private final Question question;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--accept",
      paramLabel = "FINGERPRINT",
      description = "Accepts the certificate without a question if this is its SHA-256.")
  private @Nullable String accept;

  CertificateCommand(GatewayCommand gateway, Question question) {
    this.gateway = gateway;
    this.question = question;
  }

  @Override
  public Integer call() throws SettingsException {
    CommandSpec own = spec;
    if (own == null) {
      throw new IllegalStateException("not made by the command line");
    }
    PrintWriter out = own.commandLine().getOut();
    try {
      return look(out).code();
    } finally {
      out.flush();
    }
  }

  private ExitCode look(PrintWriter out) throws SettingsException {
    CertificateLook look = new Doctor(new StoredPatient(gateway), finding -> {}).certificate();
    if (look.judgement().isEmpty()) {
      look.failed().map(Report::lines).ifPresent(lines -> lines.forEach(out::println));
      out.println("The phone system shows no certificate.");
      return ExitCode.FAILED;
    }
    Judgement judgement = look.judgement().get();
    TlsReport.chain(judgement).forEach(out::println);
    out.println();
    String wanted = accept;
    if (wanted != null) {
      return acceptIfSame(judgement, wanted, out);
    }
    if (judgement.trusted()) {
      out.println(
          judgement.pinned()
              ? "It is the accepted certificate of the settings; there is nothing to do."
              : "It is trusted; there is nothing to do.");
      return ExitCode.DONE;
    }
    out.println(new TlsReport(look.options(), Clock.systemUTC()).what(judgement));
    return ask(judgement, out);
  }

  private ExitCode ask(Judgement judgement, PrintWriter out) throws SettingsException {
    String fingerprint = judgement.own().fingerprint();
    out.println("Compare the SHA-256 with the one that the phone system itself shows.");
    out.flush();
    Optional<String> typed = question.ask("Accept just this certificate from now on? Type yes: ");
    if (typed.isEmpty()) {
      out.println(
          "Nothing was accepted. If it is the right one: ishmael gateway certificate --accept "
              + fingerprint);
      return ExitCode.FAILED;
    }
    if (!typed.get().strip().equalsIgnoreCase("yes")) {
      out.println("Nothing was accepted.");
      return ExitCode.FAILED;
    }
    return write(fingerprint, out);
  }

  private ExitCode acceptIfSame(Judgement judgement, String wanted, PrintWriter out)
      throws SettingsException {
    String digits =
        wanted.toLowerCase(Locale.ROOT).replaceFirst("^sha-?256[:=]", "").replaceAll("[: ]", "");
    if (!digits.equals(judgement.own().sha256())) {
      out.println(
          "Nothing was accepted: the phone system shows another certificate than " + wanted + ".");
      return ExitCode.FAILED;
    }
    return write(judgement.own().fingerprint(), out);
  }

  private ExitCode write(String fingerprint, PrintWriter out) throws SettingsException {
    new CertificateLine(gateway.settingsFile()).write(fingerprint);
    out.println("Accepted: it is phone-system.certificate in " + gateway.settingsPath() + " now.");
    out.println("A gateway that runs must be restarted to know it.");
    return ExitCode.DONE;
  }
}
