package ishmael.gateway.doctor;

import ishmael.gateway.phonesystem.PhoneSystemOptions;
import ishmael.gateway.phonesystem.protocol.event.Subscription;
import ishmael.gateway.phonesystem.protocol.event.Subscription.Scope;
import ishmael.gateway.phonesystem.protocol.xmppuser.UserInfo;
import ishmael.gateway.phonesystem.smack.SmackVisit;
import ishmael.gateway.phonesystem.visit.Census;
import ishmael.gateway.phonesystem.visit.Visit;
import ishmael.gateway.phonesystem.visit.VisitException;
import ishmael.linemapper.Capability;
import ishmael.linemapper.User;
import ishmael.linemapper.UserName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The account: its login, its rights, and what it sees. One session, and one attempt to log in for
 * each login method.
 */
final class AccountSteps implements AutoCloseable {
  private static final Duration MARGIN = Duration.ofMillis(500);
  private static final int NAMED = 5;

  private final InstallationSteps installation;
  private volatile Optional<Visit> visit = Optional.empty();
  private volatile Optional<UserInfo> account = Optional.empty();
  private volatile Optional<Census> census = Optional.empty();

  AccountSteps(InstallationSteps installation) {
    this.installation = installation;
  }

  Outcome login() {
    try {
      Visit made = SmackVisit.login(options());
      visit = Optional.of(made);
      String text =
          "as %s@%s with %s".formatted(options().user(), options().domain(), made.mechanism());
      return made.refusedMechanism()
          .map(
              refused ->
                  Outcome.warning(
                      text + "; " + refused + " was refused, though the server offers it",
                      "Set the account's password anew in the phone system, so that it stores a"
                          + " fitting hash; the gateway works as it is."))
          .orElseGet(() -> Outcome.ok(text));
    } catch (VisitException e) {
      Outcome failed = Outcome.failed(String.valueOf(e.getMessage()));
      return switch (e.refusals()) {
        case 0 -> failed;
        case 1 ->
            failed.with(
                "The phone system may count this as one refused attempt; too many lock the"
                    + " account.");
        default ->
            failed.with(
                "The phone system may count this as "
                    + e.refusals()
                    + " refused attempts, one for each login method; too many lock the account.");
      };
    }
  }

  Outcome role() {
    try {
      UserInfo info = visit().introduce(limit(Step.ROLE));
      account = Optional.of(info);
      if (info.supervisor()) {
        return Outcome.ok("supervisor: acts for all users");
      }
      return options().supervisorRequired()
          ? Outcome.failed(
              "The account is no supervisor, but lines.users names users.",
              "Give the account a role with the right xmpp.supervisor in the phone system.")
          : Outcome.warning(
              "The account is no supervisor, so there is one line only: its own.",
              "If all users shall have lines, give the account a role with the right"
                  + " xmpp.supervisor in the phone system.");
    } catch (VisitException e) {
      return Outcome.failed(String.valueOf(e.getMessage()));
    }
  }

  Outcome subscriptions() {
    if (account.isEmpty()) {
      return Outcome.skipped("because of " + Step.ROLE.title());
    }
    Scope scope = supervisor() ? Scope.SUPERVISOR : Scope.USER;
    try {
      List<Subscription> held =
          supervisor() ? visit().widen(limit(Step.SUBSCRIPTIONS)) : account.get().subscriptions();
      List<String> missing =
          Subscription.needed(scope).stream()
              .filter(needed -> held.stream().noneMatch(one -> one.covers(needed)))
              .map(AccountSteps::text)
              .toList();
      return missing.isEmpty()
          ? Outcome.ok(texts(Subscription.needed(scope)))
          : Outcome.failed(
                  "These events are refused: " + String.join(", ", missing) + ".",
                  "Check the account's roles in the phone system.")
              .with("in force: " + (held.isEmpty() ? "none" : texts(held)));
    } catch (VisitException e) {
      return Outcome.failed(String.valueOf(e.getMessage()));
    }
  }

  Outcome users() {
    if (account.isEmpty()) {
      return Outcome.skipped("because of " + Step.ROLE.title());
    }
    if (!supervisor()) {
      UserName name = new UserName(options().user());
      census = Optional.of(new Census(1, List.of(account.get().toUser(name, ""))));
      return Outcome.ok("1: the account itself");
    }
    try {
      Census read = visit().census(limit(Step.USERS));
      census = Optional.of(read);
      return outcome(read);
    } catch (VisitException e) {
      return Outcome.failed(String.valueOf(e.getMessage()));
    }
  }

  private Outcome outcome(Census read) {
    if (read.listed() == 0) {
      return Outcome.failed(
          "The phone system lists no users to this account.",
          "Check that the account's roles share the user groups (role type xmpp.group).");
    }
    int missing = read.listed() - read.users().size();
    if (missing > 0) {
      return Outcome.warning(
          "%d listed, but %d of them were not told of in time.".formatted(read.listed(), missing),
          "Check the load of the phone system, or run the doctor again.");
    }
    List<String> unknown = unknown(read);
    return unknown.isEmpty()
        ? Outcome.ok(read.listed() + ", all told of")
        : Outcome.warning(
            "%d, but lines.users names unknown ones: %s.".formatted(read.listed(), some(unknown)),
            "Correct or remove these login names in lines.users.");
  }

  private List<String> unknown(Census read) {
    Set<UserName> known = read.users().stream().map(User::name).collect(Collectors.toSet());
    return installation.selected().stream()
        .filter(name -> !known.contains(new UserName(name.replaceFirst("@.*", ""))))
        .toList();
  }

  Outcome phones() {
    List<User> users = census.orElseThrow().users();
    List<String> numberless =
        users.stream().filter(user -> user.extension().isEmpty()).map(User::spelling).toList();
    List<String> phoneless =
        users.stream().filter(user -> user.phones().isEmpty()).map(User::spelling).toList();
    long mute =
        users.stream()
            .flatMap(user -> user.phones().stream())
            .filter(phone -> !phone.capabilities().contains(Capability.DIAL))
            .count();
    long phones = users.stream().mapToLong(user -> user.phones().size()).sum();
    String text = "phones: %d, users: %d".formatted(phones, users.size());
    if (numberless.isEmpty() && phoneless.isEmpty() && mute == 0) {
      return Outcome.ok(text);
    }
    return phones > 0
        ? Outcome.ok(text).with(gaps(numberless, phoneless, mute))
        : Outcome.warning(
                text + ": nobody has a phone.",
                "Assign phones to the users in the phone system; without one a line cannot call.")
            .with(gaps(numberless, phoneless, mute));
  }

  private static List<String> gaps(List<String> numberless, List<String> phoneless, long mute) {
    List<String> lines = new ArrayList<>();
    if (!numberless.isEmpty()) {
      lines.add("without extension: " + numberless.size() + " (" + some(numberless) + ")");
    }
    if (!phoneless.isEmpty()) {
      lines.add("without phone: " + phoneless.size() + " (" + some(phoneless) + ")");
    }
    if (mute > 0) {
      lines.add("phones that cannot be told to dial: " + mute);
    }
    return lines;
  }

  Outcome heartbeat() {
    try {
      visit().ping(limit(Step.HEARTBEAT));
      return Outcome.ok("the connection answers");
    } catch (VisitException e) {
      return Outcome.failed(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() {
    visit.ifPresent(Visit::close);
  }

  private boolean supervisor() {
    return account.filter(UserInfo::supervisor).isPresent();
  }

  private PhoneSystemOptions options() {
    return installation.options();
  }

  private Visit visit() {
    return visit.orElseThrow();
  }

  private static Duration limit(Step step) {
    return step.limit().minus(MARGIN);
  }

  private static String some(List<String> names) {
    String first = names.stream().limit(NAMED).collect(Collectors.joining(", "));
    return names.size() > NAMED ? first + ", …" : first;
  }

  private static String texts(List<Subscription> all) {
    return all.stream().map(AccountSteps::text).distinct().collect(Collectors.joining(", "));
  }

  private static String text(Subscription one) {
    return one.module()
        + "."
        + one.type()
        + " ("
        + one.scope().name().toLowerCase(Locale.ROOT)
        + ")";
  }
}
