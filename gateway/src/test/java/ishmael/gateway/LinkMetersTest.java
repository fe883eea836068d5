package ishmael.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LinkMetersTest {
  @Test
  void numbers_metersWithTags_areThereInAllAndOneByOne() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    registry.counter("plain").increment(2);
    registry.counter("asked", "result", "done", "reason", "owner").increment(3);
    registry.counter("asked", "result", "refused", "reason", "held").increment(4);
    assertThat(LinkMeters.numbers(registry))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "plain", 2L,
                "asked", 7L,
                "asked{reason=owner,result=done}", 3L,
                "asked{reason=held,result=refused}", 4L));
  }
}
