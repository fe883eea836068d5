package ishmael.simulator.servers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ishmael.linemapper.DeviceName;
import ishmael.linemapper.PhoneEvent.ChannelEvent;
import ishmael.linemapper.PhoneEvent.ChannelEventType;
import ishmael.linemapper.PhoneEvent.PhonePresence;
import ishmael.linemapper.PhoneEvent.PhoneState;
import ishmael.linemapper.UserName;
import ishmael.simulator.phonesystem.Pequod;
import ishmael.simulator.phonesystem.engine.Site;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.opentest4j.TestAbortedException;

/** One server for all tests of a class; before each, the phone system is as at the start. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
abstract class ServerScene {
  private Optional<ServerUnderTest> server = Optional.empty();
  private String missing = "";

  /** Starts a server of the kind under test; the caller closes it. */
  abstract ServerUnderTest start(Site site, String domain) throws Exception;

  /** The phone system to start with. */
  Site site() {
    return Crew.site();
  }

  /** The server, unless it could not be had. */
  Optional<ServerUnderTest> started() {
    return server;
  }

  ServerUnderTest server() {
    return server.orElseThrow();
  }

  @BeforeAll
  void startServer() throws Exception {
    try {
      server = Optional.of(start(site(), "mobydick"));
    } catch (TestAbortedException e) {
      // thrown from here it would end the class without a trace in the reports
      missing = String.valueOf(e.getMessage()).replaceFirst("^Assumption failed: ", "");
    }
  }

  @AfterAll
  void endServer() {
    server.ifPresent(ServerUnderTest::close);
  }

  @BeforeEach
  void calm() {
    assumeTrue(server.isPresent(), missing);
    server().faults().clear();
    server().engine().clearCalls();
    server().engine().leavePlace("Pip");
    server().engine().plug(Pequod.STARBUCK_PHONE);
  }

  WireClient supervisorOnTheWire() throws Exception {
    return WireClient.login(server(), Pequod.SUPERVISOR, password(Pequod.SUPERVISOR), "wire");
  }

  String password(String user) {
    return server().engine().user(user).password();
  }

  static DeviceName device(String name) {
    return new DeviceName(name);
  }

  static Predicate<ChannelEvent> is(ChannelEventType type) {
    return event -> event.type() == type;
  }

  static Predicate<ChannelEvent> ringingAt(String device) {
    return is(ChannelEventType.RINGING)
        .and(event -> event.device().equals(Optional.of(device(device))));
  }

  static Predicate<PhonePresence> presence(UserName user, PhoneState state) {
    return one -> one.user().equals(user) && one.state() == state;
  }
}
