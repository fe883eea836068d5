package ishmael.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ishmael.gateway.admin.client.AdminClient;
import ishmael.gateway.admin.rpc.RpcException;
import ishmael.gateway.settings.IsolationSettings;
import ishmael.linemapper.CallState;
import ishmael.linemapper.LineError;
import ishmael.linemapper.isolation.IsolationPolicy;
import ishmael.simulator.phonesystem.Pequod;
import ishmael.tsp.frame.Operation;
import ishmael.tsp.link.unix.UnixClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Admins and programs at one gateway, over real sockets. */
class GatewayAdminTest extends GatewayScene {
  private static final long CHOSEN = Long.MIN_VALUE + 77;

  private GatewayOptions claiming() throws Exception {
    IsolationPolicy policy =
        new IsolationPolicy(IsolationPolicy.Mode.CLAIM, List.of(), Set.of(), List.of(), false);
    return options(Pequod.SUPERVISOR, Pequod.SUPERVISOR_PASSWORD)
        .isolation(IsolationSettings.of(policy, false))
        .build();
  }

  private static AdminClient admin(Gateway gateway) throws Exception {
    return AdminClient.connect(new UnixClient(Path.of(gateway.adminAddress())));
  }

  private static ObjectNode params() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static JsonNode holderOf(AdminClient admin, String user) throws Exception {
    for (JsonNode line : admin.call("lines.list", params()).path("lines")) {
      if (line.path("user").asText().equals(user)) {
        return line.path("holder");
      }
    }
    throw new AssertionError("no line of " + user);
  }

  private static void awaitHolder(AdminClient admin, boolean held) throws Exception {
    while (holderOf(admin, "starbuck").isNull() == held) {
      admin.awaitNotice();
    }
  }

  private static long claims(Gateway gateway) {
    return gateway.status().counters().getOrDefault("ishmael.isolation.claims", -1L);
  }

  @Test
  void program_usesALine_adminsSeeItAndReleaseIt() throws Exception {
    try (Gateway gateway = online(claiming());
        TestPeer peer = TestPeer.connect(gateway.address());
        AdminClient watcher = admin(gateway);
        AdminClient other = admin(gateway)) {
      watcher.call("isolation.subscribe", params());
      assertThat(holderOf(watcher, "starbuck").isNull()).isTrue();
      peer.request(1, Operation.MAKE_CALL, peer.line("102"), CHOSEN, Pequod.CHANDLERS);
      assertThat(peer.answer(1)).isZero();
      peer.call(CallState.CONNECTED);
      awaitHolder(watcher, true);
      assertThat(claims(gateway)).isEqualTo(1);
      JsonNode holder = holderOf(watcher, "starbuck");
      assertThat(holder.path("sid").asText()).isEqualTo("S-1-5-18");
      assertThat(holder.path("session").asInt()).isEqualTo(2);
      JsonNode released = other.call("lines.release", params().put("line", "102"));
      assertThat(released.path("ended")).hasSize(1);
      awaitHolder(watcher, false);
      assertThat(claims(gateway)).isZero();
      assertThatThrownBy(() -> other.call("lines.release", params().put("line", "102")))
          .isInstanceOf(RpcException.class)
          .hasMessage("Nobody holds the line of starbuck.");
      JsonNode lines = other.call("lines.list", params());
      assertThat(lines.toString()).doesNotContain(Pequod.CHANDLERS);
    }
  }

  @Test
  void policySet_program_isJudgedByItAtOnce() throws Exception {
    try (Gateway gateway = online(claiming());
        TestPeer peer = TestPeer.connect(gateway.address());
        AdminClient admin = admin(gateway)) {
      ObjectNode row = params().put("account", "PEQUOD\\starbuck");
      row.putArray("users").add("starbuck");
      admin.call("map.add", row);
      admin.call("policy.set", params().put("policy", "own"));
      peer.request(1, Operation.MAKE_CALL, peer.line("102"), CHOSEN, Pequod.CHANDLERS);
      assertThat(peer.answer(1)).isEqualTo(LineError.OPERATIONUNAVAIL.code());
      admin.call("policy.set", params().put("policy", "claim"));
      peer.request(2, Operation.MAKE_CALL, peer.line("102"), CHOSEN + 1, Pequod.CHANDLERS);
      assertThat(peer.answer(2)).isZero();
    }
  }
}
