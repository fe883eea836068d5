package ishmael.gateway.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import ishmael.gateway.isolation.AuditEntry;
import ishmael.linemapper.LineError;
import ishmael.linemapper.UserName;
import ishmael.linemapper.isolation.Account;
import ishmael.linemapper.isolation.Claim;
import ishmael.linemapper.isolation.Requester;
import ishmael.linemapper.isolation.Verdict;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The lines of the audit file: one JSON object each, with its line feed. Names that came from
 * outside can not end a line or a text. Source: https://jsonlines.org; docs/admin-guide.md, Audit
 * log.
 */
final class AuditLines {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** More than any name or number has, in characters. */
  private static final int MAX_TEXT = 1_000;

  private final JsonFactory json =
      new JsonFactoryBuilder().characterEscapes(new SafeEscapes()).build();
  private final boolean numbers;

  /**
   * Makes the lines of one file.
   *
   * @param numbers whether dialled numbers are written
   */
  AuditLines(boolean numbers) {
    this.numbers = numbers;
  }

  String request(AuditEntry entry) {
    return line(
        entry.time(),
        "request",
        fields -> {
          fields.requester(entry.requester());
          fields.text("line", entry.line().value());
          fields.text("operation", Operation.name(entry.request()));
          Operation.call(entry.request()).ifPresent(call -> fields.text("call", call.toString()));
          if (numbers) {
            Operation.number(entry.request()).ifPresent(number -> fields.text("number", number));
          }
          fields.text("result", Outcome.of(entry).word());
          fields.verdict(entry.verdict());
          entry.error().ifPresent(error -> fields.text("error", name(error)));
        });
  }

  private static String name(LineError error) {
    return "LINEERR_" + error.name();
  }

  String opened(Instant time, Requester requester, UserName line, boolean mayUse) {
    return line(
        time,
        "opened",
        fields -> {
          fields.requester(requester);
          fields.text("line", line.value());
          fields.flag("mayUse", mayUse);
        });
  }

  String ended(Instant time, Claim claim, String why) {
    return line(
        time,
        "released",
        fields -> {
          fields.holder(claim);
          fields.text("line", claim.line().value());
          fields.text("since", TIME.format(claim.since()));
          fields.text("why", why);
        });
  }

  String administered(Instant time, String who, String what) {
    return line(
        time,
        "admin",
        fields -> {
          fields.text("who", who);
          fields.text("what", what);
        });
  }

  String started(Instant time) {
    return line(time, "started", fields -> fields.flag("numbers", numbers));
  }

  String stopped(Instant time) {
    return line(time, "stopped", fields -> {});
  }

  /** Says that there was no room for some. */
  String lost(Instant time, long entries) {
    return line(time, "lost", fields -> fields.number("entries", entries));
  }

  private interface Content {
    void fill(Fields fields);
  }

  private String line(Instant time, String event, Content content) {
    StringWriter text = new StringWriter(256);
    try (JsonGenerator generator = json.createGenerator(text)) {
      Fields fields = new Fields(generator);
      generator.writeStartObject();
      fields.text("time", TIME.format(time));
      fields.text("event", event);
      content.fill(fields);
      generator.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.append('\n').toString();
  }

  /** The fields of one line; a StringWriter has no failures of its own. */
  private record Fields(JsonGenerator generator) {
    void text(String name, String value) {
      String cut = value.length() <= MAX_TEXT ? value : value.substring(0, MAX_TEXT) + '…';
      write(() -> generator.writeStringField(name, cut));
    }

    void flag(String name, boolean value) {
      write(() -> generator.writeBooleanField(name, value));
    }

    void number(String name, long value) {
      write(() -> generator.writeNumberField(name, value));
    }

    void requester(Requester requester) {
      if (requester instanceof Requester.Person person) {
        person(person.account(), person.session());
      } else {
        write(() -> generator.writeNullField("account"));
      }
    }

    void person(Account account, int session) {
      text("account", account.display());
      number("session", Integer.toUnsignedLong(session));
      text("sid", account.sid());
    }

    void holder(Claim claim) {
      person(claim.account(), claim.session());
    }

    void verdict(Verdict verdict) {
      if (verdict instanceof Verdict.Allowed allowed) {
        text("right", Outcome.word(allowed.right()));
        allowed.begun().ifPresent(begun -> flag("claimed", true));
        lines("left", allowed.ended());
      } else if (verdict instanceof Verdict.Refused refused) {
        text("reason", Outcome.word(refused.why()));
        refused.holder().ifPresent(this::obstacle);
      }
    }

    private void lines(String name, Iterable<Claim> claims) {
      write(
          () -> {
            boolean any = false;
            for (Claim claim : claims) {
              if (!any) {
                generator.writeArrayFieldStart(name);
                any = true;
              }
              generator.writeString(claim.line().value());
            }
            if (any) {
              generator.writeEndArray();
            }
          });
    }

    private void obstacle(Claim claim) {
      write(() -> generator.writeObjectFieldStart("holder"));
      holder(claim);
      text("line", claim.line().value());
      write(generator::writeEndObject);
    }

    private interface Step {
      void run() throws IOException;
    }

    private static void write(Step step) {
      try {
        step.run();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
