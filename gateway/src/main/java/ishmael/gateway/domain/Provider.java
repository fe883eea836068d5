package ishmael.gateway.domain;

import ishmael.linemapper.CallView;
import ishmael.linemapper.LineError;
import ishmael.linemapper.LineId;
import ishmael.linemapper.LineView;
import java.util.List;
import java.util.Optional;

/** One provider's connection as the domain sees it. Only the domain thread calls; nothing waits. */
public interface Provider {
  /** Returns the number of the connection, unique while the gateway runs. */
  long number();

  /** Takes the provider and shows it everything; nothing else is called before. */
  void welcome(List<LineView> lines, List<CallView> calls);

  /** Shows a line that is new or changed. */
  void line(LineView line);

  /** Takes a line away. */
  void lineGone(LineId line);

  /** Shows a call that is new or changed. */
  void call(CallView call);

  /** Answers a request: nothing is success. */
  void answer(int request, Optional<LineError> error);

  /** Ends the connection; the domain hears of it as {@link Domain#gone}. */
  void disconnect(String why);
}
