package ishmael.gateway.audit;

import static ishmael.gateway.audit.Entries.AHAB;
import static ishmael.gateway.audit.Entries.CALL;
import static ishmael.gateway.audit.Entries.HEADER;
import static ishmael.gateway.audit.Entries.PIP;
import static ishmael.gateway.audit.Entries.TIME;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ishmael.gateway.isolation.AuditEntry;
import ishmael.linemapper.CallId;
import ishmael.linemapper.LineError;
import ishmael.linemapper.LineRequest;
import ishmael.linemapper.UserName;
import ishmael.linemapper.isolation.Account;
import ishmael.linemapper.isolation.Claim;
import ishmael.linemapper.isolation.Requester;
import ishmael.linemapper.isolation.Verdict.Allowed;
import ishmael.linemapper.isolation.Verdict.Refusal;
import ishmael.linemapper.isolation.Verdict.Refused;
import ishmael.linemapper.isolation.Verdict.Right;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AuditLinesTest {
  private static final String NUMBER = "0895550199";
  private static final CallId OTHER = new CallId(0x8000000000000008L);

  private final AuditLines lines = new AuditLines(false);

  /** One of each kind of line, in the order of the golden file. */
  private static List<String> oneOfEach(AuditLines lines) {
    Claim held = Entries.claim(AHAB, 3, "queequeg");
    Claim begun = Entries.claim(PIP, 7, "queequeg");
    Claim left = Entries.claim(PIP, 7, "tashtego");
    List<String> all = new ArrayList<>();
    all.add(lines.started(TIME));
    all.add(lines.opened(TIME, Entries.person(AHAB, 3), new UserName("ahab"), true));
    all.add(lines.request(Entries.done()));
    all.add(
        lines.request(
            new AuditEntry(
                TIME,
                Entries.person(AHAB, 3),
                new UserName("ahab"),
                new LineRequest.Hold(HEADER, CALL),
                Entries.by(Right.OWNER),
                Optional.of(LineError.INVALCALLSTATE))));
    all.add(
        lines.request(
            Entries.entry(
                Entries.person(PIP, 7),
                "queequeg",
                Entries.makeCall(),
                new Allowed(Right.CLAIM, Optional.of(begun), List.of(left)))));
    all.add(lines.request(Entries.refused()));
    all.add(
        lines.request(
            Entries.entry(
                Entries.person(PIP, 7),
                "queequeg",
                new LineRequest.Answer(HEADER, CALL),
                new Refused(Refusal.HELD, Optional.of(held)))));
    all.add(
        lines.request(
            Entries.entry(
                new Requester.Stranger(),
                "ahab",
                new LineRequest.Drop(HEADER, CALL),
                new Refused(Refusal.STRANGER, Optional.empty()))));
    all.add(lines.ended(TIME, begun, "the session has ended"));
    all.add(lines.administered(TIME, "PEQUOD\\starbuck", "released the line of queequeg"));
    all.add(lines.lost(TIME, 12));
    all.add(lines.stopped(TIME));
    return all;
  }

  @Test
  void lines_oneOfEach_areThoseOfTheGuide() throws Exception {
    Path golden = Path.of("src/test/resources/audit/audit.jsonl");
    String text = String.join("", oneOfEach(lines));
    assertThat(text).isEqualTo(Files.readString(golden));
    Path guide = Path.of("../docs/admin-guide.md");
    assertThat(Files.readString(guide)).contains("```json\n" + text + "```");
  }

  static Stream<LineRequest> withNumber() {
    return Stream.of(
        new LineRequest.MakeCall(HEADER, CALL, NUMBER),
        new LineRequest.Dial(HEADER, CALL, NUMBER),
        new LineRequest.Pickup(HEADER, CALL, NUMBER),
        new LineRequest.BlindTransfer(HEADER, CALL, NUMBER),
        new LineRequest.Redirect(HEADER, CALL, NUMBER),
        new LineRequest.SetupTransfer(HEADER, CALL, OTHER, NUMBER),
        new LineRequest.SetupConference(HEADER, CALL, OTHER, OTHER, NUMBER),
        new LineRequest.PrepareAddToConference(HEADER, CALL, OTHER, NUMBER));
  }

  @ParameterizedTest
  @MethodSource("withNumber")
  void request_withNumber_isWrittenOnlyIfWanted(LineRequest request) throws Exception {
    AuditEntry entry =
        Entries.entry(Entries.person(AHAB, 3), "ahab", request, Entries.by(Right.OWNER));
    assertThat(lines.request(entry)).doesNotContain(NUMBER).doesNotContain("\"number\"");
    JsonNode line = new ObjectMapper().readTree(new AuditLines(true).request(entry));
    assertThat(line.path("number").asText()).isEqualTo(NUMBER);
    assertThat(line.path("call").asText()).isEqualTo("8000000000000007");
    assertThat(line.path("operation").asText()).isEqualTo(request.getClass().getSimpleName());
  }

  @Test
  void number_everyRequestThatHasOne_isKnown() throws Exception {
    List<Class<?>> known = withNumber().<Class<?>>map(LineRequest::getClass).toList();
    for (Class<?> kind : LineRequest.class.getDeclaredClasses()) {
      if (kind.isRecord()) {
        boolean has =
            Stream.of(kind.getRecordComponents()).anyMatch(one -> one.getType() == String.class);
        assertThat(known.contains(kind)).as(kind.getSimpleName()).isEqualTo(has);
      }
    }
  }

  static Stream<String> forgeries() {
    return Stream.of(
        "pip\"}\n{\"time\":\"2026-11-23T20:15:00.123Z\",\"event\":\"stopped\"}",
        "pip\r\nline",
        "pip\",\"result\":\"done",
        "pip\\",
        "tab\t null\0 delete\u007f next\u0085 separators\u2028\u2029",
        "turned \u202e round\u2066 \ufeff",
        "half a pair \ud83d",
        "A\u0308hab größer 🐋");
  }

  @ParameterizedTest
  @MethodSource("forgeries")
  void request_strangeNames_stayOneLineAndOneText(String name) throws Exception {
    Account account = new Account("S-1-5-21-1", name, name, "");
    Claim claim = Entries.claim(account, 3, name);
    AuditEntry entry =
        Entries.entry(
            Entries.person(account, 3),
            name,
            new LineRequest.MakeCall(HEADER, CALL, name),
            new Refused(Refusal.HELD, Optional.of(claim)));
    assertOneLine(new AuditLines(true).request(entry), "account", name + '\\' + name);
    assertOneLine(lines.ended(TIME, claim, name), "why", name);
    assertOneLine(lines.administered(TIME, name, name), "who", name);
  }

  private static void assertOneLine(String line, String key, String text) throws Exception {
    String body = line.substring(0, line.length() - 1);
    assertThat(line).endsWith("}\n");
    assertThat(body.codePoints().map(Character::getType).boxed().toList())
        .doesNotContain(
            (int) Character.CONTROL,
            (int) Character.FORMAT,
            (int) Character.LINE_SEPARATOR,
            (int) Character.PARAGRAPH_SEPARATOR);
    assertThat(body.lines()).hasSize(1);
    JsonNode read = new ObjectMapper().readTree(body);
    assertThat(read.path(key).asText()).isEqualTo(text);
    assertThat(read.path("result").asText("refused")).isEqualTo("refused");
  }

  @Test
  void request_longName_isCut() throws Exception {
    String line = lines.administered(TIME, "a".repeat(100_000), "x");
    assertThat(new ObjectMapper().readTree(line).path("who").asText()).hasSize(1_001);
  }
}
