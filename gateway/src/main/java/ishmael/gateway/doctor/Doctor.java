package ishmael.gateway.doctor;

import ishmael.gateway.doctor.Outcome.Kind;
import ishmael.gateway.settings.SettingsException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Walks through all steps, each once and within its limit. It changes nothing: not the settings,
 * not the state folder, and its session at the phone system has a name of its own. It logs in once,
 * or twice if the first login method is refused.
 */
public final class Doctor {
  /** Each step and what must be well before it makes sense. */
  private static final Map<Step, Step> NEEDS = needs();

  private final Patient patient;
  private final Consumer<Finding> told;
  private final List<Finding> findings = new ArrayList<>();

  /**
   * Makes a doctor.
   *
   * @param told gets each finding as soon as it is there
   */
  public Doctor(Patient patient, Consumer<Finding> told) {
    this.patient = patient;
    this.told = told;
  }

  /** Walks through all steps. */
  public List<Finding> examine() {
    InstallationSteps installation = new InstallationSteps(patient);
    take(Step.SETTINGS, installation::settings);
    take(Step.PASSWORD, installation::password);
    try (ServerSteps server = new ServerSteps(installation)) {
      takeServer(server);
    }
    try (AccountSteps account = new AccountSteps(installation)) {
      take(Step.LOGIN, account::login);
      take(Step.ROLE, account::role);
      take(Step.SUBSCRIPTIONS, account::subscriptions);
      take(Step.USERS, account::users);
      take(Step.PHONES, account::phones);
      take(Step.HEARTBEAT, account::heartbeat);
    }
    return List.copyOf(findings);
  }

  /**
   * Goes as far as the certificate, without password and login.
   *
   * @throws SettingsException if the settings cannot be used
   */
  public CertificateLook certificate() throws SettingsException {
    InstallationSteps installation = new InstallationSteps(patient);
    take(Step.SETTINGS, installation::settings);
    if (bad(Step.SETTINGS)) {
      throw new SettingsException(findings.get(0).outcome().text());
    }
    try (ServerSteps server = new ServerSteps(installation)) {
      takeServer(server);
      return new CertificateLook(installation.options(), server.judgement(), List.copyOf(findings));
    }
  }

  private void takeServer(ServerSteps server) {
    take(Step.NAME, server::name);
    take(Step.PORT, server::port);
    take(Step.STREAM, server::stream);
    take(Step.TLS, server::tls);
  }

  private static Map<Step, Step> needs() {
    Map<Step, Step> needs = new EnumMap<>(Step.class);
    needs.put(Step.PASSWORD, Step.SETTINGS);
    needs.put(Step.NAME, Step.SETTINGS);
    needs.put(Step.PORT, Step.NAME);
    needs.put(Step.STREAM, Step.PORT);
    needs.put(Step.TLS, Step.STREAM);
    needs.put(Step.LOGIN, Step.TLS);
    needs.put(Step.ROLE, Step.LOGIN);
    needs.put(Step.SUBSCRIPTIONS, Step.LOGIN);
    needs.put(Step.USERS, Step.LOGIN);
    needs.put(Step.PHONES, Step.USERS);
    needs.put(Step.HEARTBEAT, Step.LOGIN);
    return needs;
  }

  private void take(Step step, Callable<Outcome> work) {
    long begun = System.nanoTime();
    Outcome outcome = skipped(step, work);
    Finding finding = new Finding(step, outcome, Duration.ofNanos(System.nanoTime() - begun));
    findings.add(finding);
    told.accept(finding);
  }

  private Outcome skipped(Step step, Callable<Outcome> work) {
    Step needed = NEEDS.get(step);
    if (needed != null && bad(needed)) {
      return Outcome.skipped("because of " + needed.title());
    }
    if (step == Step.LOGIN && bad(Step.PASSWORD)) {
      return Outcome.skipped("because of " + Step.PASSWORD.title());
    }
    return outcome(step, work);
  }

  private boolean bad(Step step) {
    return findings.stream()
        .filter(one -> one.step() == step)
        .map(one -> one.outcome().kind())
        .anyMatch(kind -> kind == Kind.FAILED || kind == Kind.SKIPPED);
  }

  private static Outcome outcome(Step step, Callable<Outcome> work) {
    try {
      return Bounded.call(step.title(), step.limit(), work);
    } catch (TimeoutException e) {
      return Outcome.failed(
          "This takes longer than " + step.limit().toSeconds() + " seconds.",
          "Check the network, and the load of the phone system and of this machine.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Outcome.skipped("because it was interrupted");
    } catch (Exception e) {
      System.getLogger(Doctor.class.getName())
          .log(System.Logger.Level.ERROR, "The doctor's step " + step.title() + " failed.", e);
      return Outcome.failed(
          "The check itself failed (" + e.getClass().getSimpleName() + ").",
          "Report this with what standard error says.");
    }
  }
}
