package ishmael.demo;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Something that a scene expects did not happen in time. */
public final class UnexpectedException extends Exception {
  private static final long serialVersionUID = 1L;

  UnexpectedException(String expected, Duration limit, List<TapiEvent> instead) {
    super(
        "expected within "
            + limit.toMillis()
            + " ms: "
            + expected
            + "; what came instead:"
            + instead.stream()
                .map(event -> "\n    " + EventLine.of(event))
                .collect(Collectors.joining()));
  }

  UnexpectedException(String message) {
    super(message);
  }
}
