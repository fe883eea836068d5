package ishmael.demo;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.simulator.phonesystem.Pequod;
import ishmael.simulator.phonesystem.PhoneSystem;
import ishmael.simulator.phonesystem.PhoneSystemOptions;
import ishmael.simulator.phonesystem.engine.Behaviour;
import ishmael.simulator.phonesystem.engine.Engine;
import ishmael.simulator.windows.Tapisrv;
import ishmael.simulator.windows.WinePrefix;
import ishmael.simulator.windows.WineRoot;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A Windows with the gateway ({@link IsolationGateway}), the telephony service with the provider,
 * and a program for each {@link TerminalSession}; the phone system stays outside.
 */
final class TerminalServer implements AutoCloseable {
  /** Answers at once. */
  static final String ASHORE = "0015085550199";

  private static final long LIMIT_SECONDS = 120;

  /** The machine may be busy: whether functions are fast is the benchmark's question. */
  private static final int BUSY_MACHINE_MS = 20_000;

  private final Undo undo = Undo.atExit();
  private final PhoneSystem phoneSystem =
      undo.add(PhoneSystem.start(PhoneSystemOptions.of(Pequod.site())));
  private final Path folder = undo.add(Folder.temporary()).path();
  private final WineRoot root = WineRoot.find();
  private final WinePrefix prefix = undo.add(root.newPrefix());
  private final Path errors = folder.resolve("gateway-errors.txt");
  private final Dialogue gateway;
  private final Map<TerminalSession, SessionProgram> programs =
      new EnumMap<>(TerminalSession.class);
  private final Tapisrv tapisrv;

  /** Starts it, with a policy in force; each program has so many lines open. */
  TerminalServer(String policy, int lines) throws Exception {
    phones().behaveOutside(ASHORE, Behaviour.answersAfter(Duration.ZERO));
    Programs.install(prefix, built(Bitness.X64, "tapi32.dll"), built(Bitness.X86, "tapi32.dll"));
    gateway = undo.add(startGateway());
    expect("ready", gateway.next());
    order("policy " + policy);
    tapisrv = undo.add(telephony());
    startPrograms(lines);
  }

  private static Path built(Bitness bits, String file) {
    return WindowsPrograms.built("simulator/windows/target/native/" + bits.folder() + "/" + file);
  }

  private String fingerprint() throws Exception {
    byte[] certificate = phoneSystem.xmpp().certificate().getEncoded();
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate));
  }

  private Dialogue startGateway() throws Exception {
    return new Dialogue(
        prefix.start(
            new WineJava(root, prefix)
                .command(
                    List.of(
                        IsolationGateway.class.getName(),
                        Integer.toString(phoneSystem.xmpp().port()),
                        fingerprint(),
                        WineRoot.toWindowsPath(folder.resolve("state")))),
            Redirect.to(errors.toFile())));
  }

  private void expect(String line, String said) throws IOException {
    assertThat(said).as("the gateway; its errors: %s", Files.readString(errors)).isEqualTo(line);
  }

  /** Orders the gateway to do something and waits until it is done. */
  void order(String order) throws IOException, InterruptedException {
    expect("done " + order, gateway.ask(order));
  }

  private Tapisrv telephony() throws IOException {
    Path windows = prefix.driveC().resolve("windows");
    Path provider = windows.resolve("system32/ishmael.tsp");
    Files.copy(WindowsPrograms.built("tsp/target/native/x64/ishmael.tsp"), provider);
    Files.copy(
        WindowsPrograms.built("tsp/target/native/x86/ishmael.tsp"),
        windows.resolve("syswow64/ishmael.tsp"));
    return Tapisrv.start(prefix, Tapisrv.Setup.of(built(Bitness.X64, "tapisrv.exe"), provider));
  }

  private void startPrograms(int lines) throws Exception {
    tapisrv.run("limits", "ordinaryMs", BUSY_MACHINE_MS, "loadMs", BUSY_MACHINE_MS);
    assertThat(tapisrv.serve().result()).isZero();
    for (TerminalSession session : TerminalSession.values()) {
      tapisrv.identity(session.file(), session.account().sid(), session.id());
      programs.put(session, start(session));
    }
    for (SessionProgram program : programs.values()) {
      program.ready(lines);
    }
  }

  private SessionProgram start(TerminalSession session) throws IOException {
    Path file = folder.resolve(session.file());
    if (!Files.exists(file)) {
      Files.copy(built(session.bitness(), "tapi32-session.exe"), file);
    }
    return undo.add(new SessionProgram(prefix, file));
  }

  /** Starts the program of a session anew. */
  void restart(TerminalSession session, int lines) throws Exception {
    SessionProgram program = start(session);
    programs.put(session, program);
    program.ready(lines);
  }

  /** Puts a policy in force, with nothing claimed, and waits until the lines work again. */
  void policy(String policy, int lines) throws Exception {
    order("policy " + policy);
    order("provider");
    for (int device = 0; device < lines; device++) {
      awaitInService(device);
    }
  }

  private void awaitInService(int device) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    CountDownLatch never = new CountDownLatch(1);
    while (!tapisrv.lineStatus(device).names("devStatusFlags").contains("INSERVICE")) {
      assertThat(System.nanoTime()).as("line %d is in service", device).isLessThan(end);
      assertThat(never.await(50, TimeUnit.MILLISECONDS)).isFalse();
    }
  }

  /** Returns what the gateway logged. */
  String log() throws IOException {
    return Files.readString(errors);
  }

  Tapisrv tapisrv() {
    return tapisrv;
  }

  SessionProgram program(TerminalSession session) {
    return Optional.ofNullable(programs.get(session)).orElseThrow();
  }

  Engine phones() {
    return phoneSystem.engine();
  }

  /** Takes the call control that the phone system was asked for since the last time. */
  List<String> commands() {
    return phoneSystem.xmpp().takeCommands().stream()
        .filter(name -> name.startsWith("base.") || name.startsWith("phone."))
        .toList();
  }

  @Override
  public void close() throws IOException {
    undo.close();
  }
}
