package ishmael.gateway.admin;

import ishmael.gateway.domain.IsolationControl;
import ishmael.gateway.domain.IsolationPart;
import ishmael.gateway.domain.IsolationReport;
import ishmael.gateway.domain.IsolationReport.SameName;
import ishmael.gateway.isolation.PolicyStore;
import ishmael.gateway.isolation.Sessions;
import ishmael.gateway.isolation.WindowsSession;
import ishmael.linemapper.LineId;
import ishmael.linemapper.LineView;
import ishmael.linemapper.UserName;
import ishmael.linemapper.isolation.Account;
import ishmael.linemapper.isolation.AccountPattern;
import ishmael.linemapper.isolation.Assignment;
import ishmael.linemapper.isolation.Claim;
import ishmael.linemapper.isolation.Isolation;
import ishmael.linemapper.isolation.IsolationPolicy;
import ishmael.linemapper.isolation.Requester;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A gateway's isolation with four lines, without a domain thread: a lock stands for it. */
public final class TestSite implements IsolationControl, PolicyStore {
  /** When everything began. */
  public static final Instant BEGIN = Instant.parse("2026-11-23T08:00:00Z");

  static final Account PIP = new Account("S-1-5-21-7-7-7-1106", "PEQUOD", "pip", "");

  private static final List<Line> LINES =
      List.of(
          new Line("ahab", "Captain Ahab", "101", true),
          new Line("starbuck", "Starbuck", "102", true),
          new Line("deck", "Main deck", "110", true),
          new Line("mast", "Mast head", "111", false));

  private record Line(String user, String name, String extension, boolean inService) {}

  final List<String> administered = new CopyOnWriteArrayList<>();
  final List<IsolationPolicy> kept = new CopyOnWriteArrayList<>();
  volatile boolean full;
  volatile boolean silent;

  private final Isolation isolation = new Isolation(IsolationPolicy.standard());
  private final List<Consumer<Set<IsolationPart>>> listeners = new ArrayList<>();

  /** Makes the site. */
  public TestSite() {
    isolation.lines(users(), Set.of(new UserName("ahab"), new UserName("starbuck")));
  }

  /** Returns what is served. */
  public AdminSite site() {
    return new AdminSite("1.2.3", this, this, sessions());
  }

  private static Set<UserName> users() {
    Set<UserName> users = new java.util.LinkedHashSet<>();
    LINES.forEach(line -> users.add(new UserName(line.user())));
    return users;
  }

  private static Sessions sessions() {
    return new Sessions() {
      @Override
      public void start(Listener listener) {}

      @Override
      public List<WindowsSession> now() {
        return List.of(
            session(3, "PEQUOD\\ahab", WindowsSession.State.ACTIVE, "CABIN-PC"),
            session(6, "PEQUOD\\pip", WindowsSession.State.DISCONNECTED, ""));
      }

      @Override
      public void close() {}
    };
  }

  private static WindowsSession session(
      int id, String account, WindowsSession.State state, String client) {
    return new WindowsSession(id, account, state, client, BEGIN);
  }

  /** Pip's session uses a line that nobody owns, and holds it. */
  public synchronized void pipUses(String line) {
    var verdict =
        isolation.request(new Requester.Person(PIP, 6), new UserName(line), BEGIN, user -> false);
    if (verdict.fold(allowed -> allowed.begun().isPresent(), refused -> false)) {
      tell(IsolationPart.CLAIMS);
    }
  }

  synchronized boolean pipMayUse(String line) {
    return isolation
        .request(new Requester.Person(PIP, 6), new UserName(line), BEGIN, user -> false)
        .fold(allowed -> true, refused -> false);
  }

  private void tell(IsolationPart part) {
    listeners.forEach(listener -> listener.accept(EnumSet.of(part)));
  }

  @Override
  public synchronized CompletableFuture<IsolationReport> isolation() {
    return silent ? new CompletableFuture<>() : CompletableFuture.completedFuture(report());
  }

  private IsolationReport report() {
    List<IsolationReport.Line> lines = new ArrayList<>();
    int id = 0x10000000;
    for (Line line : LINES) {
      UserName user = new UserName(line.user());
      lines.add(
          new IsolationReport.Line(
              user,
              view(new LineId(id++), line),
              line.user().equals("ahab") ? 2 : 0,
              accounts(user),
              line.extension().compareTo("110") < 0 ? SameName.YES : SameName.NO));
    }
    return new IsolationReport(isolation.policy(), lines, isolation.claims());
  }

  private List<AccountPattern> accounts(UserName user) {
    return isolation.policy().table().stream()
        .filter(row -> row.users().contains(user))
        .map(Assignment::account)
        .toList();
  }

  private static LineView view(LineId id, Line line) {
    String name = line.name() + " (" + line.extension() + ")";
    String reason = line.inService() ? "" : "The phone is not registered.";
    return new LineView(
        id,
        line.inService(),
        name,
        line.extension(),
        reason,
        Set.of(),
        Set.of(),
        Set.of(),
        1,
        1,
        0,
        Optional.empty());
  }

  @Override
  public synchronized CompletableFuture<List<Claim>> release(UserName line, String who) {
    List<Claim> ended = isolation.release(line);
    if (!ended.isEmpty()) {
      administered.add(who + ": released " + line);
      tell(IsolationPart.CLAIMS);
    }
    return CompletableFuture.completedFuture(ended);
  }

  @Override
  public synchronized CompletableFuture<List<Claim>> policy(
      IsolationPolicy next, String who, String what) {
    List<Claim> ended = isolation.policy(next);
    administered.add(who + ": " + what);
    tell(IsolationPart.POLICY);
    return CompletableFuture.completedFuture(ended);
  }

  @Override
  public synchronized void watchIsolation(Consumer<Set<IsolationPart>> listener) {
    listeners.add(listener);
  }

  @Override
  public void keep(IsolationPolicy policy) throws IOException {
    if (full) {
      throw new IOException("the disk is full");
    }
    kept.add(policy);
  }
}
