package ishmael.gateway.phonesystem.smack;

import ishmael.gateway.phonesystem.PhoneSystemOptions;
import ishmael.gateway.phonesystem.ServerAddress;
import ishmael.gateway.phonesystem.protocol.Cmd;
import ishmael.gateway.phonesystem.protocol.Element;
import ishmael.gateway.phonesystem.protocol.event.Subscription;
import ishmael.gateway.phonesystem.protocol.event.Subscription.Scope;
import ishmael.gateway.phonesystem.protocol.roster.RosterItem;
import ishmael.gateway.phonesystem.protocol.xmppuser.UserInfo;
import ishmael.gateway.phonesystem.visit.Census;
import ishmael.gateway.phonesystem.visit.Visit;
import ishmael.gateway.phonesystem.visit.VisitException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A {@link Visit} over the same link, introduction and trust as the gateway's. */
public final class SmackVisit implements Visit {
  /** On top of a limit that the loop watches itself. */
  private static final Duration SLACK = Duration.ofSeconds(1);

  private final LinkLoop loop;
  private final Link link;
  private final Requests requests;
  private final PhoneSystemOptions options;
  private final LoginMethods methods;

  private SmackVisit(
      LinkLoop loop,
      Link link,
      Requests requests,
      PhoneSystemOptions options,
      LoginMethods methods) {
    this.methods = methods;
    this.loop = loop;
    this.link = link;
    this.requests = requests;
    this.options = options;
  }

  /**
   * Asks the name service for the domain's servers, the best one first; the domain itself if it
   * names none. Waits for the name service.
   */
  public static List<ServerAddress> servers(PhoneSystemOptions options) {
    List<SrvRecord> records = SrvLookup.ofThisMachine().find(options.domain());
    List<ServerAddress> found =
        SrvRecord.inOrder(records, bound -> 0).stream().map(SrvRecord.Ranked::server).toList();
    return found.isEmpty()
        ? List.of(new ServerAddress(options.domain(), options.defaultPort()))
        : found;
  }

  /**
   * Logs in: one attempt within {@link ishmael.gateway.phonesystem.LinkTiming#attemptLimit()}. If
   * the server refuses SCRAM, PLAIN follows once, as in the gateway.
   */
  public static Visit login(PhoneSystemOptions options) throws VisitException {
    SmackSetup.prepare();
    LoginMethods methods = new LoginMethods();
    List<String> before = methods.allowed();
    try {
      return attempt(options, methods);
    } catch (VisitException e) {
      if (methods.allowed().equals(before)) {
        throw e;
      }
      return attemptAgain(options, methods);
    }
  }

  private static Visit attemptAgain(PhoneSystemOptions options, LoginMethods methods)
      throws VisitException {
    try {
      return attempt(options, methods);
    } catch (VisitException e) {
      throw new VisitException(String.valueOf(e.getMessage()), e.refusals() + 1);
    }
  }

  private static Visit attempt(PhoneSystemOptions options, LoginMethods methods)
      throws VisitException {
    LinkLoop loop = new LinkLoop("ishmael-visit");
    Guest guest = new Guest(loop, options.timing().commandLimit());
    try {
      Link link = Link.of(options, loop, guest, 0, methods);
      loop.post(link::open);
      Duration limit = options.timing().attemptLimit().plus(SLACK);
      return new SmackVisit(loop, link, await(guest.entered, limit), options, methods);
    } catch (LinkException e) {
      loop.end();
      throw problem(e.problem());
    } catch (VisitException e) {
      loop.end();
      throw e;
    }
  }

  @Override
  public String mechanism() {
    return link.mechanism();
  }

  @Override
  public Optional<String> refusedMechanism() {
    return methods.refused();
  }

  @Override
  public UserInfo introduce(Duration limit) throws VisitException {
    Reply reply = ask(Introduction.clientInfo().toElement(), Cmd.NAMESPACE, limit);
    return reply
        .user()
        .orElseThrow(() -> problem(LinkProblem.noUserInfo(options.user(), reply.complaint())));
  }

  @Override
  public List<Subscription> widen(Duration limit) throws VisitException {
    Element question = Subscription.add(Subscription.needed(Scope.SUPERVISOR));
    Reply reply = ask(question, Cmd.NAMESPACE, limit);
    return reply
        .subscriptions()
        .orElseThrow(() -> problem(LinkProblem.notSubscribed(options.user(), reply.complaint())));
  }

  @Override
  public Census census(Duration limit) throws VisitException {
    long end = System.nanoTime() + limit.toNanos();
    Reply reply = ask(RosterItem.question(), RosterItem.NAMESPACE, limit);
    if (!(reply instanceof Reply.Roster roster)) {
      throw problem(LinkProblem.noRoster(options.user(), reply.complaint()));
    }
    CompletableFuture<Census> done = new CompletableFuture<>();
    Duration left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
    loop.post(() -> new UserCount(roster.items(), requests, loop, done::complete).begin(left));
    return await(done, left.plus(SLACK));
  }

  @Override
  public void ping(Duration limit) throws VisitException {
    Reply reply = ask(Element.of(ElementIq.PING), ElementIq.PING_NAMESPACE, limit);
    if (!(reply instanceof Reply.Result) && !(reply instanceof Reply.Refused)) {
      throw problem(LinkProblem.silent(options.connectHost(), limit));
    }
  }

  @Override
  public void close() {
    loop.post(link::end);
    loop.end();
  }

  private Reply ask(Element child, String namespace, Duration limit) throws VisitException {
    CompletableFuture<Reply> answer = new CompletableFuture<>();
    loop.post(() -> requests.ask(child, namespace, limit, answer::complete));
    return await(answer, limit.plus(SLACK));
  }

  private static <T> T await(CompletableFuture<T> future, Duration limit) throws VisitException {
    try {
      return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof VisitException known) {
        throw known;
      }
      throw new IllegalStateException(e);
    } catch (TimeoutException e) {
      throw new VisitException(
          "The phone system did not answer within " + limit.toSeconds() + " seconds.", 0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new VisitException("The wait was interrupted.", 0);
    }
  }

  private static VisitException problem(LinkProblem problem) {
    return new VisitException(
        problem.sentence(), problem.kind() == LinkProblem.Kind.REFUSED ? 1 : 0);
  }

  /** Hears of the link; the loop calls it. */
  private static final class Guest implements Link.Owner {
    private final CompletableFuture<Requests> entered = new CompletableFuture<>();
    private final LinkLoop loop;
    private final Duration limit;
    private Optional<Requests> requests = Optional.empty();

    Guest(LinkLoop loop, Duration limit) {
      this.loop = loop;
      this.limit = limit;
    }

    @Override
    public void loggedIn(Link link) {
      String prefix = "d" + HexFormat.of().toHexDigits(new SecureRandom().nextLong()) + "-";
      Requests made = new Requests(link::send, loop, prefix, limit);
      requests = Optional.of(made);
      entered.complete(made);
    }

    @Override
    public void received(Link link, Inbound inbound) {
      if (inbound instanceof Inbound.Answer answer) {
        answered(answer.id(), new Reply.Result(answer.answer()));
      } else if (inbound instanceof Inbound.Roster roster) {
        answered(roster.id(), new Reply.Roster(roster.items()));
      } else if (inbound instanceof Inbound.Refusal refusal) {
        answered(refusal.id(), new Reply.Refused(refusal.condition(), refusal.text()));
      } else if (inbound instanceof Inbound.Broken broken && broken.name().equals("iq")) {
        answered(
            broken.id(), new Reply.Refused("undefined-condition", "the answer cannot be read"));
      }
    }

    private void answered(String id, Reply reply) {
      requests.ifPresent(open -> open.answered(id, reply));
    }

    @Override
    public void ended(Link link, LinkProblem problem) {
      entered.completeExceptionally(problem(problem));
      requests.ifPresent(open -> open.end(problem.sentence()));
    }
  }
}
