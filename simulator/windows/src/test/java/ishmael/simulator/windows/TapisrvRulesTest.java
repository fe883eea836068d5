package ishmael.simulator.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The stand-in judges rightly: a provider that keeps all rules, and one for each rule that breaks
 * it.
 */
@Tag("windows")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TapisrvRulesTest {
  private static final Path BUILT = Path.of("target/native").toAbsolutePath();
  private static final Path RULES = Path.of("src/main/native/rules.def");
  private static final Duration SOON = Duration.ofSeconds(5);

  /** Only one test is about time; the others may run beside anything. */
  private static final int BUSY_MACHINE_MS = 20_000;

  /** Faults that are a provider of their own, because they are in its export table. */
  private static final Map<String, String> PROVIDERS =
      Map.of(
          "load.exports", "bare.tsp",
          "load.decorated", "decorated.tsp",
          "dialog.exports", "unfreed.tsp");

  /** What the service must do for a fault to show. */
  private static final Map<String, List<Object>> STRESS =
      Map.of(
          "callback.reentered", List.of("slowCallbackMs", 50),
          "callback.locked", List.of("probe", true));

  private final WinePrefix prefix;

  TapisrvRulesTest() throws IOException {
    prefix = WineRoot.find().newPrefix();
  }

  @AfterAll
  void close() throws IOException {
    prefix.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x64", "x86"})
  void goodProvider_wholeDay_breaksNoRule(String bits) throws IOException {
    try (Tapisrv tapisrv = start(bits, "good.tsp", "")) {
      new Scene(tapisrv, false).play();
      assertThat(tapisrv.violations()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.3", "1.4", "2.0", "2.1", "2.2", "3.0"})
  void goodProvider_anyVersionAndSize_breaksNoRule(String version) throws IOException {
    try (Tapisrv tapisrv = start("x64", "good.tsp", "")) {
      tapisrv.init();
      assertThat(tapisrv.open(0, version).result()).isZero();
      int call = tapisrv.makeCall(0, "102").call();
      tapisrv.awaitState(call, "CONNECTED", SOON);
      for (Object total : List.of("fixed", 300, 301, 333, 4096)) {
        for (String asked : List.of("devCaps", "addressCaps", "lineStatus", "addressStatus")) {
          assertThat(tapisrv.run(asked, "line", 0, "total", total).result()).isZero();
        }
        assertThat(tapisrv.run("callInfo", "call", call, "total", total).result()).isZero();
        assertThat(tapisrv.run("callStatus", "call", call, "total", total).result()).isZero();
      }
      assertThat(tapisrv.callInfo(call).text("calledID")).isEqualTo("102");
      assertThat(tapisrv.violations()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x64", "x86"})
  void goodProvider_underStress_breaksNoRule(String bits) throws IOException {
    try (Tapisrv tapisrv = start(bits, "good.tsp", "")) {
      tapisrv.run("stress", "slowCallbackMs", 5, "probe", true, "closeCallDuringNewCall", 1);
      tapisrv.run("stress", "smallHandles", true, "firstRequest", 0x7000_0000);
      new Scene(tapisrv, true).play();
      assertThat(tapisrv.violations()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void faultyProvider_breaksOneRule_thatRuleIsReported(String bits, String rule)
      throws IOException {
    try (Tapisrv tapisrv = start(bits, PROVIDERS.getOrDefault(rule, "faulty.tsp"), rule)) {
      tapisrv.run("stress", STRESS.getOrDefault(rule, List.of("slowCallbackMs", 0)).toArray());
      tapisrv.run("limits", "ordinaryMs", rule.equals("sync.slow") ? 50 : BUSY_MACHINE_MS);
      new Scene(tapisrv, true).play();
      tapisrv.awaitViolation(SOON);
      Set<String> broken =
          tapisrv.violations().stream()
              .map(Violation::rule)
              .collect(Collectors.toUnmodifiableSet());
      assertThat(broken).as("%s", tapisrv.violations()).containsExactly(rule);
    }
  }

  @Test
  void strict_ruleSwitchedOff_isNotReported() throws IOException {
    try (Tapisrv tapisrv = start("x64", "faulty.tsp", "completion.twice")) {
      assertThat(tapisrv.strict("completion.twice", false).result()).isZero();
      new Scene(tapisrv, true).play();
      assertThat(tapisrv.violations()).isEmpty();
    }
  }

  @Test
  void provider_crash_isReportedWithItsPlace() throws IOException {
    try (Tapisrv tapisrv = start("x64", "faulty.tsp", "crash")) {
      tapisrv.init();
      tapisrv.open(0);
      assertThatThrownBy(() -> tapisrv.makeCall(0, "102"))
          .isInstanceOf(TapisrvException.class)
          .hasMessageContaining("faulty.tsp")
          .hasMessageContaining("TSPI_lineMakeCall");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"program", "none"})
  void caller_programOrService_providerSeesWhoAsks(String caller) throws IOException {
    try (Tapisrv tapisrv = start("x64", "good.tsp", "")) {
      tapisrv.init();
      tapisrv.open(0);
      Answer asked = tapisrv.run("devSpecific", "line", 0, "data", "whoami", "caller", caller);
      TapiEvent completed = tapisrv.awaitCompletion(asked, SOON);
      assertThat(completed.error()).isEqualTo(caller.equals("program") ? "" : "OPERATIONFAILED");
    }
  }

  @Test
  void command_nonsense_isRefusedAndSurvived() throws IOException {
    try (Tapisrv tapisrv = start("x64", "good.tsp", "")) {
      assertThatThrownBy(() -> tapisrv.run("sing")).hasMessageContaining("no such command");
      assertThat(tapisrv.makeCall(0, "102").error()).isEqualTo("INVALLINEHANDLE");
      tapisrv.init();
      assertThat(tapisrv.open(99).error()).isEqualTo("BADDEVICEID");
      assertThat(tapisrv.drop(5).error()).isEqualTo("INVALCALLHANDLE");
      assertThat(tapisrv.run("callInfo", "call", "x").error()).isEqualTo("INVALCALLHANDLE");
    }
  }

  static Stream<Arguments> rules() throws IOException {
    List<String> ids =
        Pattern.compile("^RULE\\(\\w+, \"([^\"]+)\"", Pattern.MULTILINE)
            .matcher(Files.readString(RULES))
            .results()
            .map(found -> found.group(1))
            .toList();
    return Stream.of("x64", "x86")
        .flatMap(bits -> ids.stream().map(id -> Arguments.of(bits, id)))
        .filter(arguments -> canHappen(arguments.get()));
  }

  /** A decorated name is a 32-bit mistake, half a handle a 64-bit one. */
  private static boolean canHappen(Object[] bitsAndRule) {
    return !(bitsAndRule[0].equals("x86") && bitsAndRule[1].equals("handle.truncated"));
  }

  private Tapisrv start(String bits, String provider, String fault) throws IOException {
    Path folder = BUILT.resolve(bits);
    Tapisrv tapisrv =
        Tapisrv.start(
            prefix,
            Tapisrv.Setup.of(folder.resolve("tapisrv.exe"), folder.resolve(provider))
                .withEnvironment(Map.of("FAULT", fault)));
    tapisrv.run("limits", "ordinaryMs", BUSY_MACHINE_MS);
    return tapisrv;
  }
}
