package ishmael.gateway.directory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import com.google.common.collect.ImmutableList;
import ishmael.linemapper.User;
import ishmael.linemapper.UserName;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The users of the phone system as they were read last. Users never expire, as a line must not
 * vanish because an answer is late; what expires is the memory of questions asked in vain. One
 * thread owns it.
 */
public final class UserDirectory {
  private static final int MAX_QUESTIONS = 10_000;
  private static final Duration QUESTION_MEMORY = Duration.ofMinutes(1);

  private final Map<UserName, Entry> entries =
      new TreeMap<>((a, b) -> a.value().compareTo(b.value()));
  private final Cache<String, Boolean> asked;

  /** Makes an empty directory; the ticker tells how long ago a question was asked. */
  public UserDirectory(Ticker ticker) {
    asked =
        Caffeine.newBuilder()
            .ticker(ticker)
            .executor(Runnable::run)
            .maximumSize(MAX_QUESTIONS)
            .expireAfterWrite(QUESTION_MEMORY)
            .build();
  }

  /** A user and the name of the place that is always the user's own. */
  private record Entry(User user, String staticPlace) {}

  /** Adds or replaces a user. */
  public void put(User user, String staticPlace) {
    entries.put(user.name(), new Entry(user, staticPlace));
  }

  /** Adds a user of whom only the names are known, unless more is known already. */
  public void putIfUnknown(UserName name, String displayName) {
    entries.putIfAbsent(
        name,
        new Entry(
            new User(name, name.value(), displayName, Optional.empty(), List.of()), displayName));
  }

  /** Forgets a user. */
  public void remove(UserName name) {
    entries.remove(name);
  }

  /** Forgets all users but these. */
  public void retain(Collection<UserName> names) {
    entries.keySet().retainAll(names);
  }

  /** Returns a user. */
  public Optional<User> find(UserName name) {
    return Optional.ofNullable(entries.get(name)).map(Entry::user);
  }

  /** Returns who has this device now or, if no device is called so, this extension. */
  public Optional<UserName> owner(String deviceOrExtension) {
    return users().stream()
        .filter(user -> holds(user, deviceOrExtension))
        .findFirst()
        .or(
            () ->
                users().stream()
                    .filter(
                        user ->
                            user.extension().stream()
                                .anyMatch(one -> one.value().equals(deviceOrExtension)))
                    .findFirst())
        .map(User::name);
  }

  /** Returns the users whose own place has this name; names of people are not unique. */
  public List<UserName> atStaticPlace(String name) {
    return entries.values().stream()
        .filter(entry -> entry.staticPlace().equals(name))
        .map(entry -> entry.user().name())
        .toList();
  }

  /** Returns all users in the order of their names. */
  public ImmutableList<User> users() {
    return entries.values().stream().map(Entry::user).collect(ImmutableList.toImmutableList());
  }

  /** Returns the names of all users. */
  public List<UserName> names() {
    return List.copyOf(entries.keySet());
  }

  /** Says whether a question may be asked: not if it was asked within the last minute. */
  public boolean mayAsk(String question) {
    return asked.asMap().putIfAbsent(question, true) == null;
  }

  private static boolean holds(User user, String device) {
    return user.phones().stream().anyMatch(phone -> phone.name().value().equals(device));
  }
}
