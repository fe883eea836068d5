package ishmael.gateway.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import ishmael.gateway.directory.DirectoryMemory;
import ishmael.gateway.phonesystem.LinkState;
import ishmael.linemapper.CallId;
import ishmael.linemapper.Caller;
import ishmael.linemapper.LineId;
import ishmael.linemapper.LineMapper;
import ishmael.linemapper.LineMapperOptions;
import ishmael.linemapper.LineRequest.Header;
import ishmael.linemapper.RequestKey;
import ishmael.linemapper.User;
import ishmael.linemapper.UserName;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** A domain with a phone system and a provider of the test. */
@Timeout(60)
abstract class DomainScene {
  static final CallId CHOSEN = new CallId(Long.MIN_VALUE + 1);

  final FakePhones phones = new FakePhones();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final BlockingQueue<String> failures = new LinkedBlockingQueue<>();
  final BlockingQueue<DirectoryMemory> memories = new LinkedBlockingQueue<>();
  final BlockingQueue<Map<UserName, LineId>> remembered = new LinkedBlockingQueue<>();
  final FakeProvider peer = new FakeProvider(1);
  final Domain domain = domain(List.of(), new TurnQueue());
  volatile DomainStatus last = new DomainStatus(new LinkState.Connecting(), 0, 0, 0, 0, List.of());

  Domain domain(List<UserName> wanted, TurnQueue queue) {
    return domain(DomainOptions.of(wanted), queue);
  }

  Domain domain(DomainOptions options, TurnQueue queue) {
    DomainObserver observer =
        new DomainObserver() {
          @Override
          public void changed(DomainStatus status) {
            last = status;
          }

          @Override
          public void lineIds(Map<UserName, LineId> ids) {
            remembered.add(ids);
          }

          @Override
          public void directory(DirectoryMemory memory) {
            memories.add(memory);
          }

          @Override
          public void failed(String why) {
            failures.add(why);
          }
        };
    return new Domain(mapper(), options, meters, observer, queue);
  }

  private static LineMapper mapper() {
    return new LineMapper(LineMapperOptions.of("mobydick", 1, Map.of()));
  }

  @AfterEach
  void end() {
    domain.close();
    assertThat(failures).isEmpty();
  }

  void online() {
    domain.start(phones);
    domain.directory(Crew.ALL);
    domain.state(Crew.SUPERVISOR);
  }

  void welcomed() throws Exception {
    online();
    domain.connected(peer, List.of());
    assertThat(peer.next()).isEqualTo("welcome");
  }

  LineId lineOf(FakeProvider provider, User user) {
    return provider.lines().stream()
        .filter(line -> line.address().equals(user.extension().orElseThrow().value()))
        .findFirst()
        .orElseThrow()
        .id();
  }

  Header header(FakeProvider from, int number, User user) {
    return new Header(
        new RequestKey(from.number(), number),
        new Caller.Known("S-1-5-21-1-2-3-1001", 2),
        lineOf(from, user));
  }

  static CallId idOf(String heard) {
    return new CallId(Long.parseUnsignedLong(heard.substring(heard.lastIndexOf(' ') + 1), 16));
  }
}
