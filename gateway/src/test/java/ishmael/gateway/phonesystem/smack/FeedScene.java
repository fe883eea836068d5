package ishmael.gateway.phonesystem.smack;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import ishmael.gateway.directory.Inquiries;
import ishmael.gateway.directory.PhoneBook;
import ishmael.gateway.directory.UserDirectory;
import ishmael.gateway.phonesystem.LinkTiming;
import ishmael.gateway.phonesystem.protocol.Cmd;
import ishmael.gateway.phonesystem.protocol.Element;
import ishmael.gateway.phonesystem.protocol.incoming.PhoneSystemAnswer;
import ishmael.gateway.phonesystem.protocol.location.SetLocation;
import ishmael.gateway.phonesystem.protocol.roster.RosterItem;
import ishmael.linemapper.DeviceName;
import ishmael.linemapper.Extension;
import ishmael.linemapper.Phone;
import ishmael.linemapper.User;
import ishmael.linemapper.UserName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;

/** A feed whose questions the test answers itself, and whose time it moves. */
abstract class FeedScene {
  static final DirectoryTimes TIMES = DirectoryTimes.of(LinkTiming.DEFAULT);

  final ManualTimers timers = new ManualTimers();
  final Deque<ElementIq> sent = new ArrayDeque<>();
  final List<Integer> settled = new ArrayList<>();
  final List<Reply> noRoster = new ArrayList<>();
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  final UserDirectory directory = new UserDirectory(timers::nanos, TIMES.refresh());
  final PhoneBook phoneBook = new PhoneBook();
  boolean room = true;
  private final LinkLoop loop = new LinkLoop("test");
  final Requests requests =
      new Requests(
          outgoing -> room && sent.add((ElementIq) outgoing.stanza()),
          loop,
          "t-",
          LinkTiming.DEFAULT.commandLimit());
  private final DirectoryFeed.Books books =
      new DirectoryFeed.Books(
          directory,
          phoneBook,
          new Inquiries(timers::nanos),
          new DirectoryNews(new LinkMetrics(registry)));
  DirectoryFeed feed = feed();

  /** A new feed with what is known, as after a login. */
  DirectoryFeed feed() {
    return new DirectoryFeed(
        books,
        requests,
        Optional.of(new Extension("900")),
        timers,
        TIMES,
        new DirectoryFeed.Owner() {
          @Override
          public void settled() {
            settled.add(directory.users().size());
          }

          @Override
          public void noRoster(Reply reply) {
            noRoster.add(reply);
          }
        });
  }

  @AfterEach
  void stop() {
    feed.end();
    loop.end();
    assertThat(timers.open()).as("timers of an ended feed").isZero();
  }

  /** Begins and tells the roster. */
  void begin(List<RosterItem> roster) {
    feed.begin();
    roster(roster);
  }

  /** Begins and answers everything. */
  void beginWith(int sailors) {
    begin(sailors(sailors));
    answerAll();
    noPhoneBook();
    assertThat(sent).isEmpty();
  }

  static List<RosterItem> sailors(int number) {
    return IntStream.range(0, number).mapToObj(i -> item("sailor" + i, "Sailor " + i)).toList();
  }

  static RosterItem item(String name, String displayName) {
    return new RosterItem(new UserName(name), displayName, false);
  }

  static RosterItem gone(String name) {
    return new RosterItem(new UserName(name), "", true);
  }

  void roster(List<RosterItem> items) {
    requests.answered(take("query").getStanzaId(), new Reply.Roster(items));
  }

  void rosterFails() {
    requests.answered(take("query").getStanzaId(), new Reply.Silent());
  }

  void noPhoneBook() {
    requests.answered(take("cmd FindAll").getStanzaId(), new Reply.Silent());
  }

  void phoneBook(Element... entries) {
    Element list = Element.of("PhonebookList").containing(entries);
    requests.answered(
        take("cmd FindAll").getStanzaId(),
        new Reply.Result(PhoneSystemAnswer.parse(Cmd.of("phonebook", list))));
  }

  static Element account(String displayName, String extension) {
    return entry("011account", displayName, extension);
  }

  static Element entry(String type, String displayName, String phone) {
    return Element.of("PhonebookEntry")
        .containing(
            Element.of("type", type),
            Element.of("displayname", displayName),
            Element.of("phone", phone));
  }

  /** Takes the oldest question of a kind. */
  ElementIq take(String kind) {
    ElementIq found =
        sent.stream()
            .filter(one -> kind(one).equals(kind))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no question " + kind + " in " + kinds()));
    sent.remove(found);
    return found;
  }

  List<String> kinds() {
    return sent.stream().map(FeedScene::kind).toList();
  }

  private static String kind(ElementIq question) {
    Element child = question.child();
    return child.name().equals(Cmd.NAME) ? "cmd " + child.children().get(0).name() : child.name();
  }

  /** Who is asked for now. */
  List<String> asked() {
    return sent.stream().flatMap(FeedScene::name).toList();
  }

  void answerAll() {
    answerAll(any -> true);
  }

  /** Answers for users, one after the other; the others stay open. */
  void answerAll(Predicate<String> who) {
    Optional<ElementIq> next = next(who);
    while (next.isPresent()) {
      answer(next.get());
      next = next(who);
    }
  }

  private Optional<ElementIq> next(Predicate<String> who) {
    return sent.stream().filter(one -> name(one).anyMatch(who)).findFirst();
  }

  private void answer(ElementIq question) {
    String name = name(question).findFirst().orElseThrow();
    String number = name.replaceAll("\\D", "");
    answer(question, info("Sailor " + number, "10" + number, name, "Phone " + name));
  }

  void answer(String name, Element info) {
    answer(next(name::equals).orElseThrow(), info);
  }

  private void answer(ElementIq question, Element info) {
    reply(question, new Reply.Result(PhoneSystemAnswer.parse(Cmd.of("xmppuser", info))));
  }

  void reply(String name, Reply reply) {
    reply(next(name::equals).orElseThrow(), reply);
  }

  private void reply(ElementIq question, Reply reply) {
    sent.remove(question);
    requests.answered(question.getStanzaId(), reply);
  }

  static Reply failure() {
    return new Reply.Result(new PhoneSystemAnswer.Failure("No such user"));
  }

  static Element info(String displayName, String extension, String name, String... phones) {
    return Element.of("UserInfo")
        .containing(
            Element.of("Identity")
                .containing(
                    Element.of("db_003use_name", name),
                    Element.of("db_003use_bez", displayName),
                    Element.of("db_009ext_extension", extension)),
            places(place(displayName, true, phones)));
  }

  static SetLocation move(Element... places) {
    return SetLocation.parse(Element.of(SetLocation.NAME).containing(places(places)));
  }

  static Element places(Element... places) {
    return Element.of("LocationList").containing(places);
  }

  static Element place(String name, boolean own, String... phones) {
    return Element.of("Location")
        .with("name", name)
        .with("isstatic", Boolean.toString(own))
        .containing(
            Stream.of(phones)
                .map(
                    phone ->
                        Element.of("DeviceEntry")
                            .containing(Element.of("Phonedevice").with("name", phone)))
                .toList());
  }

  User user(String name) {
    return directory.find(new UserName(name)).orElseThrow();
  }

  List<String> phonesOf(String name) {
    return user(name).phones().stream().map(Phone::name).map(DeviceName::value).toList();
  }

  Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    directory.names().forEach(name -> names.add(name.value()));
    return names;
  }

  int gauge(String name) {
    return (int) registry.get("ishmael.phonesystem.directory." + name).gauge().value();
  }

  private static Stream<String> name(ElementIq question) {
    return question.child().child("FindUserInfo").flatMap(find -> find.attribute("jid")).stream();
  }
}
