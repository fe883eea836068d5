package ishmael.simulator.windows;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The strict stand-in for Windows' telephony service, running in a Wine prefix. Its commands,
 * events and rules: {@code docs/tapisrv-stand-in.md}. Every wait has a limit; a {@link
 * TapisrvException} says what did not come. Safe for use by several threads.
 */
public final class Tapisrv implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final WinePrefix prefix;
  private final TapisrvLink link;
  private final Duration limit;

  private Tapisrv(WinePrefix prefix, TapisrvLink link, Duration limit) {
    this.prefix = prefix;
    this.link = link;
    this.limit = limit;
  }

  /**
   * How a stand-in is started.
   *
   * @param executable tapisrv.exe, of the bitness that the providers have
   * @param providers registered in this order, in place of all others, before anything is loaded;
   *     their own installation function is run
   * @param environment of the stand-in and thereby of the providers
   * @param limit for each answer
   */
  public record Setup(
      Path executable, List<Path> providers, Map<String, String> environment, Duration limit) {
    public Setup {
      providers = List.copyOf(providers);
      environment = Map.copyOf(environment);
    }

    /** With a limit of 30 s and nothing special in the environment. */
    public static Setup of(Path executable, Path... providers) {
      return new Setup(executable, List.of(providers), Map.of(), Duration.ofSeconds(30));
    }

    /** The same with other variables. */
    public Setup withEnvironment(Map<String, String> variables) {
      return new Setup(executable, providers, variables, limit);
    }
  }

  /**
   * Starts the service and registers the providers; {@link #init()} loads them.
   *
   * @throws IOException if the program cannot be started
   * @throws TapisrvException if it does not come up, or a provider cannot be registered
   */
  public static Tapisrv start(WinePrefix prefix, Setup setup) throws IOException {
    Process process =
        prefix.start(
            WindowsCommand.of(setup.executable().toAbsolutePath().toString())
                .withEnvironment(setup.environment()));
    TapisrvLink link = new TapisrvLink(process);
    Tapisrv tapisrv = new Tapisrv(prefix, link, setup.limit());
    try {
      link.awaitEvent(event -> event.name().equals("ready"), START_LIMIT);
      tapisrv.run("clearProviders");
      setup.providers().forEach(tapisrv::mustAdd);
    } catch (TapisrvException e) {
      process.destroyForcibly();
      throw e;
    }
    return tapisrv;
  }

  /** Runs any command; members alternate between names and values (text, whole number, boolean). */
  public Answer run(String command, Object... members) {
    return answered(link.ask(command, members, limit));
  }

  /** Runs the call function of a program that lets the service itself act (no RPC client). */
  public Answer runUncalled(String command, Object... members) {
    List<Object> all = new ArrayList<>(List.of(members));
    all.add("caller");
    all.add("none");
    return run(command, all.toArray());
  }

  /** Registers a provider as lineAddProvider does. */
  public Answer addProvider(Path file) {
    return run("addProvider", "file", prefix.toWindowsPath(file));
  }

  /** Loads and initialises all registered providers; the lines that came of it. */
  public List<TapiLine> init() {
    return lines(run("init"));
  }

  /** Lets programs attach over local RPC; the first one that initialises loads the providers. */
  public Answer serve() {
    return run("serve");
  }

  /**
   * Chooses what a provider reads from the token of this program after it has impersonated it:
   * another SID and another session. The impersonation is real; may come before the program does.
   *
   * @param program its file without folder
   */
  public Answer identity(String program, String sid, int session) {
    return accepted(run("identity", "program", program, "sid", sid, "session", session));
  }

  /**
   * Lets a provider get this Windows error when it asks who the program is.
   *
   * @param at {@code impersonate} (RpcImpersonateClient) or {@code token} (GetTokenInformation)
   */
  public Answer identityFails(String program, int error, String at) {
    return accepted(run("identity", "program", program, "error", error, "at", at));
  }

  /** Providers read what is true of this program again. */
  public Answer trueIdentity(String program) {
    return accepted(run("identity", "program", program));
  }

  /** Closes everything and shuts the providers down; {@link #init()} may follow. */
  public Answer shutdown() {
    return run("shutdown");
  }

  public List<TapiLine> lines() {
    return lines(run("lines"));
  }

  /** Opens a line for a program of version 2.1 that owns voice calls. */
  public Answer open(int line) {
    return open(line, "2.1");
  }

  public Answer open(int line, String version) {
    return run("open", "line", line, "version", version);
  }

  public Answer close(int line) {
    return run("close", "line", line);
  }

  public Answer makeCall(int line, String number) {
    return run("makeCall", "line", line, "number", number);
  }

  public Answer dial(int call, String number) {
    return run("dial", "call", call, "number", number);
  }

  public Answer answer(int call) {
    return run("answer", "call", call);
  }

  public Answer accept(int call) {
    return run("accept", "call", call);
  }

  public Answer drop(int call) {
    return run("drop", "call", call);
  }

  public Answer closeCall(int call) {
    return run("closeCall", "call", call);
  }

  /** What the service does when the program that owns the call exits. */
  public Answer dropAndClose(int call) {
    return run("dropAndClose", "call", call);
  }

  public Answer hold(int call) {
    return run("hold", "call", call);
  }

  public Answer unhold(int call) {
    return run("unhold", "call", call);
  }

  public Answer swapHold(int active, int held) {
    return run("swapHold", "call", active, "held", held);
  }

  public Answer blindTransfer(int call, String number) {
    return run("blindTransfer", "call", call, "number", number);
  }

  public Answer setupTransfer(int call) {
    return run("setupTransfer", "call", call);
  }

  /** Mode 1 = transfer, 2 = conference (LINETRANSFERMODE_). */
  public Answer completeTransfer(int call, int consultation, int mode) {
    return run(
        "completeTransfer",
        "call",
        call,
        "consult",
        consultation,
        "mode",
        mode,
        "conference",
        mode == 2);
  }

  public Answer redirect(int call, String number) {
    return run("redirect", "call", call, "number", number);
  }

  /** Takes a call that rings at that extension. */
  public Answer pickup(int line, String number) {
    return run("pickup", "line", line, "number", number);
  }

  /** LINECALLINFO of a call. */
  public Answer callInfo(int call) {
    return run("callInfo", "call", call);
  }

  public Answer callStatus(int call) {
    return run("callStatus", "call", call);
  }

  public Answer devCaps(int line) {
    return run("devCaps", "line", line);
  }

  public Answer addressCaps(int line) {
    return run("addressCaps", "line", line);
  }

  public Answer lineStatus(int line) {
    return run("lineStatus", "line", line);
  }

  public Answer addressStatus(int line) {
    return run("addressStatus", "line", line);
  }

  /**
   * The first reported event that fits and was not handed out before; waits for it.
   *
   * @throws TapisrvException if it does not come in time
   */
  public TapiEvent awaitEvent(Predicate<TapiEvent> wanted, Duration within) {
    return link.awaitEvent(wanted, within);
  }

  /** The completion of a request. */
  public TapiEvent awaitCompletion(Answer answer, Duration within) {
    int request = answer.request();
    return awaitEvent(
        event -> event.name().equals("completion") && event.request() == request, within);
  }

  public TapiEvent awaitState(int call, String state, Duration within) {
    return awaitEvent(event -> event.isState(call, state), within);
  }

  /** All events so far, in order. */
  public List<TapiEvent> events() {
    return link.events();
  }

  /**
   * Forgets what {@link #events()} has kept, for a run with more than 100,000 events. Those that
   * nobody took can still be waited for.
   */
  public void forgetEvents() {
    link.forgetEvents();
  }

  /** All broken rules so far, after everything that is under way has been reported. */
  public List<Violation> violations() {
    run("violations");
    return link.violations();
  }

  /** Waits until some rule is broken. */
  void awaitViolation(Duration within) {
    link.awaitViolation(within);
  }

  /** Switches a rule on or off, {@code *} for all. */
  public Answer strict(String rule, boolean on) {
    return run("strict", "rule", rule, "on", on);
  }

  /** Shuts the providers down and ends the service. */
  @Override
  public void close() {
    link.close();
  }

  private void mustAdd(Path file) {
    Answer added = addProvider(file);
    if (added.result() != 0) {
      throw new TapisrvException("cannot add " + file + ": " + added.error());
    }
  }

  private static Answer accepted(Answer answer) {
    if (answer.result() != 0) {
      throw new TapisrvException("not chosen: " + answer);
    }
    return answer;
  }

  private static Answer answered(JsonNode json) {
    if (json.has("problem")) {
      throw new TapisrvException(json.path("problem").asText());
    }
    return new Answer(json);
  }

  private static List<TapiLine> lines(Answer answer) {
    List<TapiLine> lines = new ArrayList<>();
    answer.json().path("lines").forEach(line -> lines.add(TapiLine.of(line)));
    return List.copyOf(lines);
  }
}
