package ishmael.gateway.phonesystem.protocol.incoming;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.gateway.phonesystem.protocol.Element;
import ishmael.gateway.phonesystem.protocol.Stanzas;
import ishmael.gateway.phonesystem.protocol.location.Location;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Stanzas in which elements are missing, repeated, moved or unknown lose values, never more. */
class ToleranceTest {
  /** Where a value is missing, another one says the same in other words. */
  private static final Map<String, String> IN_OTHER_WORDS =
      Map.of("BAECKER", "Bäcker & Söhne", "cook", "Cook");

  private static final Map<String, Element> READ = new ConcurrentHashMap<>();

  enum Kind {
    DELETE,
    DUPLICATE,
    RENAME,
    REVERSE,
    EMPTY,
    BURY
  }

  /** One change at the element with this number, in the order of the text. */
  record Change(Kind kind, int place) {}

  @Provide
  Arbitrary<String> events() {
    return Arbitraries.of(
        "channel-event",
        "channel-event-rename",
        "pickup-event",
        "set-location",
        "redirect-entry",
        "journal-entry",
        "queue-member-states");
  }

  @Provide
  Arbitrary<String> answers() {
    return Arbitraries.of(
        "success",
        "failure",
        "user-info",
        "subscription-list",
        "redirect-entry",
        "journal-list",
        "phonebook-list");
  }

  @Provide
  Arbitrary<List<Change>> changes() {
    return Combinators.combine(Arbitraries.of(Kind.class), Arbitraries.integers().between(0, 80))
        .as(Change::new)
        .list()
        .ofMaxSize(10);
  }

  @Property(tries = 1500)
  void event_changedElements_keepsOrLosesValues(
      @ForAll("events") String file, @ForAll("changes") List<Change> changes) {
    check(file, changes, PhoneSystemEvent::parse);
  }

  @Property(tries = 1500)
  void answer_changedElements_keepsOrLosesValues(
      @ForAll("answers") String file, @ForAll("changes") List<Change> changes) {
    check(file, changes, PhoneSystemAnswer::parse);
  }

  @Property(tries = 500)
  void anything_noiseForTexts_isRead(@ForAll("noisy") Element cmd) {
    assertThat(PhoneSystemEvent.parse(cmd)).isNotNull();
    assertThat(PhoneSystemAnswer.parse(cmd)).isNotNull();
  }

  @Provide
  Arbitrary<Element> noisy() {
    Arbitrary<String> noise =
        Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(24),
            Arbitraries.strings().numeric().ofMaxLength(24),
            Arbitraries.of("", " ", "\u00a0", "\u2003", "true", "-1", "9223372036854775808"));
    return Combinators.combine(
            Arbitraries.oneOf(events(), answers()), noise.list().ofMinSize(1).ofMaxSize(6))
        .as((file, texts) -> noisy(file(file), texts, new int[1]));
  }

  private static Element file(String name) {
    return READ.computeIfAbsent(name, Stanzas::file);
  }

  private static Element noisy(Element element, List<String> texts, int[] next) {
    Element noisy = Element.of(element.name(), texts.get(next[0]++ % texts.size()));
    for (String attribute : element.attributes().keySet()) {
      noisy = noisy.with(attribute, texts.get(next[0]++ % texts.size()));
    }
    return noisy.containing(
        element.children().stream().map(child -> noisy(child, texts, next)).toList());
  }

  private static void check(String file, List<Change> changes, Function<Element, ?> parse) {
    Element whole = file(file);
    Element changed = whole;
    for (Change change : changes) {
      changed = changed(changed, change);
    }
    Object read = parse.apply(changed);

    String name = whole.children().get(0).name();
    Optional<Element> left = changed.child(name);
    if (left.isEmpty()) {
      assertThat(read.getClass().getSimpleName()).isEqualTo("Unknown");
    } else if (read instanceof PhoneSystemEvent.Unreadable) {
      assertThat(
              left.get().textOf("eventType").isPresent()
                  && left.get().textOf("eventId").isPresent())
          .isFalse();
      assertThat(Location.listIn(left.get())).isEmpty();
    } else {
      assertThat(within(read, parse.apply(whole)))
          .as("%s is a part of %s", read, parse.apply(whole))
          .isTrue();
    }
  }

  private static Element changed(Element cmd, Change change) {
    int count = count(cmd) - 1;
    int[] left = {count == 0 ? 0 : change.place() % count};
    return new Element(
        cmd.name(), cmd.attributes(), cmd.text(), changed(cmd.children(), change.kind(), left));
  }

  private static int count(Element element) {
    return 1 + element.children().stream().mapToInt(ToleranceTest::count).sum();
  }

  private static List<Element> changed(List<Element> children, Kind kind, int[] left) {
    List<Element> all = new ArrayList<>();
    for (Element child : children) {
      if (left[0]-- == 0) {
        all.addAll(changed(child, kind));
      } else {
        all.add(
            new Element(
                child.name(),
                child.attributes(),
                child.text(),
                changed(child.children(), kind, left)));
      }
    }
    return all;
  }

  private static List<Element> changed(Element one, Kind kind) {
    return switch (kind) {
      case DELETE -> List.of();
      case DUPLICATE -> List.of(one, one);
      case RENAME ->
          List.of(new Element("x" + one.name(), one.attributes(), one.text(), one.children()));
      case REVERSE -> {
        List<Element> reversed = new ArrayList<>(one.children());
        Collections.reverse(reversed);
        yield List.of(new Element(one.name(), one.attributes(), one.text(), reversed));
      }
      case EMPTY -> List.of(new Element(one.name(), one.attributes(), "", List.of()));
      case BURY -> List.of(Element.of("Flotsam").containing(one));
    };
  }

  /** Says whether a value is the other one, or lacks something of it. */
  private static boolean within(Object part, Object whole) {
    if (part.equals(whole) || part.equals("") || part.equals(false)) {
      return true;
    }
    if (part instanceof String text) {
      return whole.equals(IN_OTHER_WORDS.get(text));
    }
    if (part instanceof Optional<?> value && whole instanceof Optional<?> other) {
      return value.isEmpty() || (other.isPresent() && within(value.get(), other.get()));
    }
    if (part instanceof Collection<?> some && whole instanceof Collection<?> all) {
      return some.stream().allMatch(one -> all.stream().anyMatch(other -> within(one, other)));
    }
    if (part instanceof Map<?, ?> some && whole instanceof Map<?, ?> all) {
      return some.entrySet().stream()
          .allMatch(one -> one.getValue().equals(all.get(original(one.getKey()))));
    }
    if (part instanceof Element) {
      return true; // Kept as it came.
    }
    return part instanceof Record some && whole instanceof Record all && within(some, all);
  }

  private static String original(Object name) {
    return name.toString().replaceFirst("^x+", "");
  }

  private static boolean within(Record part, Record whole) {
    return part.getClass().equals(whole.getClass())
        && Arrays.stream(part.getClass().getRecordComponents())
            .allMatch(
                component ->
                    component.getName().equals("enabled")
                        || within(value(component, part), value(component, whole)));
  }

  private static Object value(RecordComponent component, Record of) {
    try {
      return component.getAccessor().invoke(of);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("cannot read " + component, e);
    }
  }
}
