package ishmael.gateway.phonesystem.protocol;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An XML element without namespaces: the phone system uses one for everything. Empty texts and
 * empty attributes read as "no value".
 *
 * @param text the text directly in the element, stripped
 */
public record Element(
    String name, Map<String, String> attributes, String text, List<Element> children) {

  /** Instants beyond 1 January 2200 are nonsense; other numbers are far smaller. */
  private static final long HIGHEST = 7_258_118_400_000L;

  private static final int HIGHEST_DIGITS = 13;

  /** Copies the collections and keeps their order. */
  public Element {
    attributes = ImmutableMap.copyOf(attributes);
    text = text.strip();
    children = ImmutableList.copyOf(children);
  }

  /** Returns an empty element. */
  public static Element of(String name) {
    return new Element(name, Map.of(), "", List.of());
  }

  /** Returns an element with a text. */
  public static Element of(String name, String text) {
    return new Element(name, Map.of(), text, List.of());
  }

  /** Returns this element with one attribute more. */
  public Element with(String attribute, String value) {
    ImmutableMap<String, String> more =
        ImmutableMap.<String, String>builder()
            .putAll(attributes)
            .put(attribute, value)
            .buildKeepingLast();
    return new Element(name, more, text, children);
  }

  /** Returns this element with one attribute more, if it has a value. */
  public Element with(String attribute, Optional<String> value) {
    return value.map(present -> with(attribute, present)).orElse(this);
  }

  /** Returns this element with more children. */
  public Element containing(List<Element> more) {
    return new Element(
        name, attributes, text, Stream.concat(children.stream(), more.stream()).toList());
  }

  /** Returns this element with more children. */
  public Element containing(Element... more) {
    return containing(List.of(more));
  }

  /** Returns an attribute that has a value. */
  public Optional<String> attribute(String attribute) {
    return Optional.ofNullable(attributes.get(attribute))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  /** Returns the first child of that name. */
  public Optional<Element> child(String child) {
    for (Element one : children) {
      if (one.name.equals(child)) {
        return Optional.of(one);
      }
    }
    return Optional.empty();
  }

  /** Returns all children of that name. */
  public List<Element> children(String child) {
    return children.stream().filter(one -> one.name.equals(child)).toList();
  }

  /** Returns the text of the first child of that name, if it has one. */
  public Optional<String> textOf(String child) {
    return child(child).map(Element::text).filter(value -> !value.isEmpty());
  }

  /** Says whether the text of the first child of that name is {@code true}. */
  public boolean isTrue(String child) {
    return textOf(child).filter("true"::equalsIgnoreCase).isPresent();
  }

  /** Returns an instant written as milliseconds since 1970; 0 and nonsense are no value. */
  public Optional<Instant> instantOf(String child) {
    return textOf(child)
        .flatMap(Element::number)
        .filter(millis -> millis > 0)
        .map(Instant::ofEpochMilli);
  }

  /** Returns a time written as whole seconds; nonsense is no value. */
  public Optional<Duration> secondsOf(String child) {
    return textOf(child).flatMap(Element::number).map(Duration::ofSeconds);
  }

  /** Reads digits; a text with anything else in it or beyond {@link #HIGHEST} is no number. */
  private static Optional<Long> number(String text) {
    if (text.length() > HIGHEST_DIGITS
        || !text.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
      return Optional.empty();
    }
    long number = Long.parseLong(text);
    return number <= HIGHEST ? Optional.of(number) : Optional.empty();
  }
}
