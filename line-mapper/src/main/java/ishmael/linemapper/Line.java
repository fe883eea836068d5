package ishmael.linemapper;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The line of a selected user, with its calls. */
final class Line {
  final LineId id;
  User user;

  /** Whether the directory has the user now. */
  boolean known = true;

  /** Whether a request for this line ever named the program's account. */
  boolean callersKnown;

  @Nullable LineView shown;

  /** Oldest first. */
  final Set<Call> calls = new LinkedHashSet<>();

  /** Calls whose channel has not appeared, oldest first. */
  final List<Expected> expected = new ArrayList<>();

  /** Calls that took a channel without proof that it is theirs. */
  final List<Expected> guesses = new ArrayList<>();

  Line(LineId id, User user) {
    this.id = id;
    this.user = user;
  }

  Party party() {
    return new Party(
        user.displayName().isBlank() ? user.spelling() : user.displayName(),
        user.extension().map(Extension::value).orElse(""));
  }
}
