package ishmael.simulator.windows;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The streams of a running stand-in: matches answers with commands and keeps what it reports. One
 * thread reads its output, one its error output; any thread may ask. Guarded by {@code this}.
 */
final class TapisrvLink implements AutoCloseable {
  private static final int MAX_EVENTS = 100_000;
  private static final int MAX_NOTES = 50;
  private static final Duration END_LIMIT = Duration.ofSeconds(10);

  private final Process process;
  private final OutputStream input;
  private final ObjectMapper mapper = new ObjectMapper();
  private final Map<Integer, JsonNode> answers = new HashMap<>();
  private final List<TapiEvent> events = new ArrayList<>();
  private final List<TapiEvent> untaken = new ArrayList<>();
  private final List<Violation> violations = new ArrayList<>();
  private final Deque<String> notes = new ArrayDeque<>();
  private String ended = "";
  private int lastId;

  TapisrvLink(Process process) {
    this.process = process;
    this.input = process.getOutputStream();
    read("tapisrv-output", process.getInputStream(), this::take);
    read("tapisrv-errors", process.getErrorStream(), this::note);
  }

  /** Members alternate between names and values. */
  JsonNode ask(String name, Object[] members, Duration limit) {
    ObjectNode command = mapper.createObjectNode().put("do", name);
    for (int i = 0; i < members.length; i += 2) {
      command.set(members[i].toString(), mapper.valueToTree(members[i + 1]));
    }
    int id = send(command);
    return await(
        limit, () -> Optional.ofNullable(answers.remove(id)), () -> "no answer to " + command);
  }

  TapiEvent awaitEvent(Predicate<TapiEvent> wanted, Duration limit) {
    return await(
        limit, () -> takeFirst(wanted), () -> "event did not come; not yet taken: " + untaken);
  }

  synchronized List<TapiEvent> events() {
    return List.copyOf(events);
  }

  synchronized void forgetEvents() {
    events.clear();
  }

  synchronized List<Violation> violations() {
    return List.copyOf(violations);
  }

  void awaitViolation(Duration limit) {
    await(limit, () -> violations.stream().findFirst(), () -> "no rule was broken");
  }

  @Override
  public void close() {
    try {
      input.close();
      if (!process.waitFor(END_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new TapisrvException("the stand-in did not end within " + END_LIMIT);
      }
    } catch (IOException e) {
      process.destroyForcibly();
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private synchronized int send(ObjectNode command) {
    int id = ++lastId;
    command.put("id", id);
    try {
      input.write((command + "\n").getBytes(UTF_8));
      input.flush();
    } catch (IOException e) {
      throw new TapisrvException(whyEnded("cannot send " + command), e);
    }
    return id;
  }

  private synchronized <T> T await(
      Duration limit, Supplier<Optional<T>> found, Supplier<String> problem) {
    long end = System.nanoTime() + limit.toNanos();
    try {
      Optional<T> value = found.get();
      while (value.isEmpty()) {
        long leftMillis = (end - System.nanoTime()) / 1_000_000;
        if (leftMillis <= 0 || !ended.isEmpty()) {
          throw new TapisrvException(whyEnded(problem.get() + " within " + limit));
        }
        wait(leftMillis);
        value = found.get();
      }
      return value.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TapisrvException("interrupted", e);
    }
  }

  private Optional<TapiEvent> takeFirst(Predicate<TapiEvent> wanted) {
    Iterator<TapiEvent> left = untaken.iterator();
    while (left.hasNext()) {
      TapiEvent event = left.next();
      if (wanted.test(event)) {
        left.remove();
        return Optional.of(event);
      }
    }
    return Optional.empty();
  }

  private synchronized String whyEnded(String problem) {
    return ended.isEmpty() ? problem : problem + "; " + ended + String.join("\n", notes);
  }

  private synchronized void take(String line) {
    JsonNode json;
    try {
      json = mapper.readTree(line);
    } catch (JsonProcessingException e) {
      note("no JSON: " + line);
      return;
    }
    if (json.has("violation")) {
      violations.add(Violation.of(json.path("violation")));
    } else if (json.has("fatal")) {
      ended = "the stand-in died: " + json + "\n";
    } else if (json.has("event")) {
      takeEvent(new TapiEvent(json.path("event").asText(), json));
    } else if (json.has("id")) {
      answers.put(json.path("id").asInt(), json);
    }
    notifyAll();
  }

  private void takeEvent(TapiEvent event) {
    if (Math.max(events.size(), untaken.size()) < MAX_EVENTS) {
      events.add(event);
      untaken.add(event);
    } else {
      ended = "more than " + MAX_EVENTS + " events\n";
    }
  }

  private synchronized void note(String line) {
    if (notes.size() == MAX_NOTES) {
      notes.removeFirst();
    }
    notes.addLast(line);
  }

  private synchronized void end() {
    if (ended.isEmpty()) {
      ended = "the stand-in has ended\n";
    }
    notifyAll();
  }

  private void read(String name, InputStream stream, Consumer<String> taker) {
    Thread thread =
        new Thread(
            () -> {
              try (BufferedReader lines =
                  new BufferedReader(new InputStreamReader(stream, UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                  taker.accept(line);
                }
              } catch (IOException e) {
                note(name + ": " + e.getMessage());
              }
              if (name.equals("tapisrv-output")) {
                end();
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }
}
