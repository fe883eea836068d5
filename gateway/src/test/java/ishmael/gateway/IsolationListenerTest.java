package ishmael.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ishmael.gateway.admin.client.AdminClient;
import ishmael.gateway.isolation.Host;
import ishmael.gateway.phonesystem.LinkState;
import ishmael.gateway.phonesystem.PhoneSystem;
import ishmael.gateway.phonesystem.PhoneSystemListener;
import ishmael.gateway.settings.IsolationSettings;
import ishmael.linemapper.CommandId;
import ishmael.linemapper.PhoneCommand;
import ishmael.linemapper.User;
import ishmael.linemapper.UserName;
import ishmael.simulator.phonesystem.Pequod;
import ishmael.tsp.link.unix.UnixClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Which policy is in force after a login, and what stays of a gateway that did not start. */
class IsolationListenerTest extends GatewayScene {
  private static final User AHAB =
      new User(
          new UserName("ahab"),
          "ahab",
          "Captain Ahab",
          Optional.empty(),
          List.of(),
          List.of(),
          Optional.empty());

  /** A link that does nothing by itself. */
  private static class Still implements PhoneSystem {
    @Override
    public void start() {}

    @Override
    public void submit(CommandId id, PhoneCommand command) {}

    @Override
    public void askDirectory(String deviceOrExtension) {}

    @Override
    public void reconnect(String reason) {}

    @Override
    public LinkState state() {
      return new LinkState.Connecting();
    }

    @Override
    public void close() {}
  }

  private final CompletableFuture<PhoneSystemListener> link = new CompletableFuture<>();

  private Gateway gateway() throws Exception {
    return Gateway.start(
        unset(),
        (options, listener, meters) -> {
          link.complete(listener);
          return new Still();
        });
  }

  private GatewayOptions unset() throws Exception {
    return options(Pequod.SUPERVISOR, Pequod.SUPERVISOR_PASSWORD)
        .isolation(IsolationSettings.STANDARD)
        .host(Host.none())
        .build();
  }

  private static ObjectNode params() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static AdminClient admin(Gateway gateway) throws Exception {
    return AdminClient.connect(new UnixClient(Path.of(gateway.adminAddress())));
  }

  private void login(boolean supervisor) throws Exception {
    PhoneSystemListener listener = link.get(30, TimeUnit.SECONDS);
    listener.state(new LinkState.Connecting());
    listener.state(new LinkState.Online(AHAB.name(), supervisor, AHAB));
  }

  private static String policy(AdminClient admin) throws Exception {
    return admin.call("policy.get", params()).path("policy").asText();
  }

  @Test
  void login_nothingSet_policyFollowsTheRole() throws Exception {
    try (Gateway gateway = gateway();
        AdminClient admin = admin(gateway)) {
      login(true);
      assertThat(policy(admin)).isEqualTo("own");
      login(false);
      assertThat(policy(admin)).isEqualTo("open");
      login(true);
      assertThat(policy(admin)).isEqualTo("own");
    }
  }

  @Test
  void login_afterAnAdminSetThePolicy_thatStays() throws Exception {
    try (Gateway gateway = gateway();
        AdminClient admin = admin(gateway)) {
      login(true);
      admin.call("policy.set", params().put("policy", "claim"));
      for (boolean supervisor : List.of(true, false, true)) {
        login(supervisor);
        assertThat(policy(admin)).isEqualTo("claim");
      }
    }
  }

  @Test
  void start_fails_noThreadStays() {
    assertThatThrownBy(
            () ->
                Gateway.start(
                    unset(),
                    (options, listener, meters) ->
                        new Still() {
                          @Override
                          public void start() {
                            throw new IllegalStateException("no link today");
                          }
                        }))
        .hasMessage("no link today");
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .noneMatch(name -> name.startsWith("ishmael-audit") || name.equals("ishmael-domain"));
    assertThat(folder.resolve("run").resolve("lines.sock")).doesNotExist();
  }
}
