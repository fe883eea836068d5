package ishmael.demo.machine;

import ishmael.gateway.Main;

/** The gateway as it ships, but with the accounts and sessions of the demo's crew. */
public final class CrewGateway {
  private CrewGateway() {}

  /** Runs the gateway's command line. */
  public static void main(String[] arguments) {
    Main.demonstrate(new Crew(), arguments);
  }
}
