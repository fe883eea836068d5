package ishmael.tsp.link.windows;

import java.util.Optional;

/**
 * Which processes may use a pipe, of those that its descriptor lets in. Called by several threads.
 */
public interface PipeClients {
  /**
   * Judges the process at the other end of a new connection.
   *
   * @param process its id; nothing if Windows does not tell it
   * @return nothing if it may go on, else who it is not, for the log; such as {@code not the
   *     process of service TapiSrv}
   */
  Optional<String> objection(Optional<Integer> process);

  /** Everybody whom the descriptor lets in. */
  static PipeClients anyProcess() {
    return process -> Optional.empty();
  }
}
