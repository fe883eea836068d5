package ishmael.gateway.phonesystem.smack;

import java.util.Optional;

/** An attempt failed for a reason that is known already. */
final class LinkException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient LinkProblem problem;

  LinkException(LinkProblem problem) {
    super(problem.sentence());
    this.problem = problem;
  }

  LinkProblem problem() {
    return problem;
  }

  /** Returns an exception's text, or its kind if it has none. */
  static String text(Throwable e) {
    return Optional.ofNullable(e.getMessage())
        .filter(text -> !text.isBlank())
        .orElse(e.getClass().getSimpleName());
  }
}
