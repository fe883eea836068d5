package ishmael.gateway.domain;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.linemapper.CallId;
import ishmael.linemapper.LineRequest;
import ishmael.linemapper.LineRequest.Header;
import ishmael.linemapper.isolation.IsolationPolicy.Mode;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each operation there is, found by reflection: a new one is judged, or this fails. */
class OperationsTest extends GateScene {
  private static final Set<String> NOTICES = Set.of("OpenLine", "CloseLine", "CloseCall");

  private static Stream<Class<?>> operations(Class<?> type) {
    return type.isRecord()
        ? Stream.of(type)
        : Arrays.stream(type.getPermittedSubclasses()).flatMap(OperationsTest::operations);
  }

  private static List<Class<?>> judged() {
    return operations(LineRequest.class)
        .filter(type -> !NOTICES.contains(type.getSimpleName()))
        .toList();
  }

  /** Makes a request of this operation about these calls, in the order of its fields. */
  private static LineRequest make(Class<?> type, Header header, CallId... calls) throws Exception {
    Iterator<CallId> ids = List.of(calls).iterator();
    List<Class<?>> types = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    for (RecordComponent field : type.getRecordComponents()) {
      types.add(field.getType());
      values.add(
          field.getType() == Header.class
              ? header
              : field.getType() == CallId.class ? ids.next() : "0301234567");
    }
    Constructor<?> maker = type.getDeclaredConstructor(types.toArray(Class<?>[]::new));
    return (LineRequest) maker.newInstance(values.toArray());
  }

  @Test
  void operations_areFound() {
    assertThat(operations(LineRequest.class).count()).isGreaterThanOrEqualTo(20);
    assertThat(operations(LineRequest.class).map(Class::getSimpleName))
        .contains("MakeCall", "RemoveFromConference")
        .containsAll(NOTICES);
  }

  @Test
  void eachOperation_onAnothersLine_isRefusedWithoutACommand() throws Exception {
    int number = 0;
    for (Mode mode : List.of(Mode.OWN, Mode.CLAIM)) {
      policy(mode, false);
      if (mode == Mode.CLAIM) {
        assertThat(dials(AHAB, ++number, Crew.AHAB)).isEqualTo("PASSED");
      }
      CallId call = talks(Crew.AHAB);
      for (Class<?> operation : judged()) {
        Header header = header(STARBUCK, ++number, Crew.AHAB);
        LineRequest request = make(operation, header, call, call(number), call(9_000 + number));
        assertThat(ask(request)).as("%s %s", mode, request).isEqualTo("OPERATIONUNAVAIL");
      }
    }
    assertThat(phones.sent).isEmpty();
  }

  @Test
  void eachOperation_ownLineButCallsOfAnother_doesNothing() throws Exception {
    CallId foreign = talks(Crew.STARBUCK);
    int number = 0;
    for (Class<?> operation : judged()) {
      Header header = header(AHAB, ++number, Crew.AHAB);
      LineRequest request = make(operation, header, foreign, foreign, foreign);
      assertThat(ask(request)).as("%s", request).isIn("INVALCALLHANDLE", "INVALCONFCALLHANDLE");
    }
    assertThat(phones.sent).isEmpty();
  }

  @Test
  void eachOperation_ownCallTogetherWithAnothers_doesNothing() throws Exception {
    CallId foreign = talks(Crew.STARBUCK);
    CallId own = talks(Crew.AHAB);
    int number = 0;
    for (Class<?> operation : judged()) {
      LineRequest request =
          make(operation, header(AHAB, ++number, Crew.AHAB), own, foreign, foreign);
      if (request.made().contains(foreign) || request.needed().contains(foreign)) {
        assertThat(ask(request)).as("%s", request).startsWith("INVAL");
      }
    }
    assertThat(phones.sent).isEmpty();
    assertThat(mapper.calls()).hasSize(2);
  }

  @Test
  void notices_ofAnothersCall_changeNothing() throws Exception {
    CallId foreign = talks(Crew.STARBUCK);
    asks(new LineRequest.CloseCall(header(AHAB, 0, Crew.AHAB), foreign));
    asks(new LineRequest.CloseLine(header(AHAB, 0, Crew.AHAB)));
    assertThat(phones.sent).isEmpty();
    assertThat(mapper.calls()).hasSize(1);
  }

  @Test
  void eachOperation_nobodys_isAStrangersButADrop() throws Exception {
    int number = 0;
    for (Class<?> operation : judged()) {
      CallId call = talks(Crew.AHAB);
      Header header = header(NOBODY, ++number, Crew.AHAB);
      LineRequest request = make(operation, header, call, call(number), call(9_000 + number));
      String expected = request instanceof LineRequest.Drop ? "ok" : "OPERATIONUNAVAIL";
      assertThat(ask(request)).as("%s", request).isEqualTo(expected);
    }
    assertThat(phones.sent).isEmpty();
  }

  @Test
  void eachOperation_thatMakesACallAndWaits_isTakenBackByADropOrClose() throws Exception {
    windowsIsSilent();
    CallId call = talks(Crew.AHAB);
    int number = 0;
    for (Class<?> operation : judged()) {
      LineRequest pattern = make(operation, header(AHAB, 1, Crew.AHAB), call, call(1), call(2));
      for (int made = 0; made < pattern.made().size(); made++) {
        Header header = header(AHAB, ++number, Crew.AHAB);
        LineRequest request = make(operation, header, ids(operation, call, number));
        asks(request);
        CallId unborn = List.copyOf(request.made()).get(made);
        asks(new LineRequest.Drop(header(AHAB, ++number, Crew.AHAB), unborn));
        assertThat(answerTo(number - 1)).as("%s", request).isEqualTo("RESOURCEUNAVAIL");
        assertThat(answerTo(number)).isEqualTo("ok");
        Header again = header(AHAB, ++number, Crew.AHAB);
        asks(request.with(again));
        asks(new LineRequest.CloseCall(header(AHAB, 0, Crew.AHAB), unborn));
        assertThat(answerTo(number)).as("%s", request).isEqualTo("RESOURCEUNAVAIL");
      }
    }
    assertThat(number).isGreaterThanOrEqualTo(7 * 3);
    assertThat(phones.sent).isEmpty();
  }

  private static CallId[] ids(Class<?> operation, CallId call, int number) {
    boolean makesTheFirst = Set.of("MakeCall", "Pickup").contains(operation.getSimpleName());
    return new CallId[] {
      makesTheFirst ? call(number) : call, call(7_000 + number), call(8_000 + number)
    };
  }
}
