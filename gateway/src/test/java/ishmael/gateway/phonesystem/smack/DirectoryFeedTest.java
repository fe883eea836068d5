package ishmael.gateway.phonesystem.smack;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.gateway.directory.UserDirectory;
import ishmael.gateway.phonesystem.LinkTiming;
import ishmael.gateway.phonesystem.protocol.Cmd;
import ishmael.gateway.phonesystem.protocol.Element;
import ishmael.gateway.phonesystem.protocol.incoming.PhoneSystemAnswer;
import ishmael.gateway.phonesystem.protocol.location.SetLocation;
import ishmael.gateway.phonesystem.protocol.roster.RosterItem;
import ishmael.linemapper.UserName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The feed against questions that the test answers itself. */
class DirectoryFeedTest {
  private final LinkLoop loop = new LinkLoop("test");
  private final Deque<ElementIq> sent = new ArrayDeque<>();
  private final List<Integer> drained = new ArrayList<>();
  private boolean room = true;
  private final Requests requests =
      new Requests(
          outgoing -> room && sent.add((ElementIq) outgoing.stanza()),
          loop,
          "t-",
          LinkTiming.DEFAULT.commandLimit());
  private final UserDirectory directory = new UserDirectory(() -> 0L);
  private final DirectoryFeed feed =
      new DirectoryFeed(
          requests, directory, loop, LinkTiming.DEFAULT, () -> drained.add(sent.size()));

  @AfterEach
  void stop() {
    feed.end();
    loop.end();
  }

  @Test
  void load_manyUsers_asksAtMost32AtATime() {
    feed.load(sailors(100));

    int most = sent.size();
    int answers = 0;
    while (!sent.isEmpty()) {
      answer(sent.remove());
      answers++;
      most = Math.max(most, sent.size());
    }

    assertThat(most).isEqualTo(32);
    assertThat(answers).isEqualTo(100);
    assertThat(drained).containsExactly(0);
    assertThat(directory.users()).hasSize(100).allMatch(user -> user.phones().size() == 1);
  }

  @Test
  void load_userWithoutAnswer_isKeptWithoutPhones() {
    feed.load(sailors(2));

    requests.answered(sent.remove().getStanzaId(), new Reply.Silent());
    answer(sent.remove());

    assertThat(drained).hasSize(1);
    assertThat(directory.users()).hasSize(2);
    assertThat(directory.find(new UserName("sailor0")).orElseThrow().phones()).isEmpty();
    assertThat(directory.find(new UserName("sailor0")).orElseThrow().displayName())
        .isEqualTo("Sailor 0");
  }

  @Test
  void load_noRoomForQuestions_endsWithoutDeepRecursion() {
    room = false;

    feed.load(sailors(50_000));

    assertThat(drained).hasSize(1);
    assertThat(directory.users()).hasSize(50_000);
  }

  @Test
  void load_nobody_isComplete() {
    feed.load(List.of());

    assertThat(drained).hasSize(1);
  }

  @Test
  void load_secondTime_forgetsWhoLeft() {
    feed.load(sailors(3));
    answerAll();

    feed.load(sailors(2));
    answerAll();

    assertThat(directory.users()).hasSize(2);
  }

  @Test
  void moved_knownPlace_asksTheUserAndTheHolderOfThePhone() {
    feed.load(sailors(5));
    answerAll();

    feed.moved(SetLocation.parse(move("Sailor 1", "Phone sailor3")));

    assertThat(asked()).containsExactly("sailor1", "sailor3");
  }

  @Test
  void moved_unknownPlace_asksAllButOnlyOnceAMinute() {
    feed.load(sailors(5));
    answerAll();

    feed.moved(SetLocation.parse(move("Somebody", "new phone")));
    assertThat(asked()).hasSize(5);
    answerAll();
    feed.moved(SetLocation.parse(move("Somebody", "new phone")));

    assertThat(sent).isEmpty();
  }

  @Test
  void wanted_again_isAskedOnce() {
    feed.load(sailors(5));
    answerAll();

    feed.wanted("Phone sailor2");
    assertThat(asked()).containsExactly("sailor2");
    answerAll();
    feed.wanted("Phone sailor2");

    assertThat(sent).isEmpty();
  }

  @Test
  void changed_push_addsAndRemoves() {
    feed.load(sailors(2));
    answerAll();

    feed.changed(
        List.of(
            new RosterItem(new UserName("sailor0"), "", true),
            new RosterItem(new UserName("sailorX"), "Cabin boy", false)));
    answerAll();

    assertThat(directory.names()).containsExactly(new UserName("sailor1"), new UserName("sailorX"));
    assertThat(drained).hasSize(2);
  }

  private static List<RosterItem> sailors(int number) {
    return IntStream.range(0, number)
        .mapToObj(i -> new RosterItem(new UserName("sailor" + i), "Sailor " + i, false))
        .toList();
  }

  private List<String> asked() {
    return sent.stream().map(DirectoryFeedTest::name).toList();
  }

  private void answerAll() {
    while (!sent.isEmpty()) {
      answer(sent.remove());
    }
  }

  private void answer(ElementIq question) {
    String name = name(question);
    Element identity =
        Element.of("Identity")
            .containing(
                Element.of("db_003use_bez", "S" + name.substring(1, 6) + " " + name.substring(6)));
    Element info =
        Element.of("UserInfo")
            .containing(identity, places("Sailor " + name.substring(6), "Phone " + name));
    requests.answered(
        question.getStanzaId(),
        new Reply.Result(PhoneSystemAnswer.parse(Cmd.of("xmppuser", info))));
  }

  private static Element move(String place, String phone) {
    return Element.of(SetLocation.NAME).containing(places(place, phone));
  }

  private static Element places(String place, String phone) {
    Element device =
        Element.of("DeviceEntry").containing(Element.of("Phonedevice").with("name", phone));
    return Element.of("LocationList")
        .containing(
            Element.of("Location").with("name", place).with("isstatic", "true").containing(device));
  }

  private static String name(ElementIq question) {
    return question
        .child()
        .child("FindUserInfo")
        .flatMap(find -> find.attribute("jid"))
        .orElseThrow();
  }
}
