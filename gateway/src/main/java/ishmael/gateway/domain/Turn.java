package ishmael.gateway.domain;

/** One piece of work of the domain thread. */
@FunctionalInterface
interface Turn {
  void run(Switchboard switchboard);
}
