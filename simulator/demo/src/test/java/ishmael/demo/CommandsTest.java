package ishmael.demo;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.demo.TapiEvent.CallStateEvent;
import ishmael.linemapper.CallOrigin;
import ishmael.linemapper.CallState;
import ishmael.linemapper.LineError;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CommandsTest {
  private final FakeWorld world = new FakeWorld();
  private final CallBoard board = new CallBoard();
  private final Commands commands = new Commands(world, board);

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void dial_byNameOrExtension_makesCallOnThatLine() throws IOException {
    assertThat(commands.carryOut("dial ahab 0049 (0) 89 123")).isEmpty();
    assertThat(commands.carryOut("dial 102 101")).isEmpty();
    assertThat(world.asked).containsExactly("makeCall 101 0049 (0) 89 123", "makeCall 102 101");
  }

  @Test
  void dial_refused_tellsTapisError() throws IOException {
    world.error = Optional.of(LineError.INVALADDRESS);
    assertThat(commands.carryOut("dial ahab x")).isEqualTo("TAPI says: LINEERR_INVALADDRESS");
  }

  @Test
  void answer_ringingCall_answersThatOne() throws IOException {
    board.take(state(7, CallState.OFFERING));
    board.take(state(8, CallState.ONHOLD));
    assertThat(commands.carryOut("answer ahab")).isEmpty();
    assertThat(commands.carryOut("resume ahab")).isEmpty();
    assertThat(world.asked).containsExactly("answer call 7", "unhold call 8");
  }

  @Test
  void hangup_afterIdle_saysThatThereIsNoCall() throws IOException {
    board.take(state(7, CallState.CONNECTED));
    board.take(state(7, CallState.IDLE));
    assertThat(commands.carryOut("hangup ahab")).isEqualTo("Line 101 has no call to hangup.");
  }

  @Test
  void ring_user_makesTheirPhoneRing() throws IOException {
    assertThat(commands.carryOut("ring ahab 004989123 Whaling Museum")).isEmpty();
    assertThat(world.phones().channelsOf("ahab")).hasSize(1);
    assertThat(commands.carryOut("desk ahab answer")).isEmpty();
    assertThat(commands.carryOut("far ahab hangup")).isEmpty();
    assertThat(world.phones().channelsOf("ahab")).isEmpty();
  }

  @Test
  void restart_gateway_killsAndStarts() throws IOException {
    assertThat(commands.carryOut("restart gateway")).isEmpty();
    assertThat(commands.carryOut("restart xmpp")).isEmpty();
    assertThat(world.asked).containsExactly("kill gateway", "start gateway", "restart xmpp true");
  }

  @Test
  void as_anotherAccount_asksInItsName() throws IOException {
    assertThat(commands.carryOut("as Perth dial ahab 103")).isEmpty();
    assertThat(world.asked).containsExactly("as PERTH", "makeCall 101 103");
    assertThat(commands.carryOut("as moby dial ahab 103")).contains("no account moby");
    assertThat(commands.carryOut("as perth")).contains("missing");
  }

  @Test
  void ishmael_whatAnAdminAsks_isCarriedOut() throws IOException {
    assertThat(commands.carryOut("ishmael release pip")).isEqualTo("done");
    assertThat(world.asked).containsExactly("admin [release, pip]");
    assertThat(commands.carryOut("ishmael gateway")).contains("release");
    assertThat(commands.carryOut("ishmael lines --watch"))
        .isEqualTo("To watch, use another terminal. Elsewhere: lines --watch");
    assertThat(world.asked).hasSize(1);
  }

  @Test
  void carryOut_whatIsNotUnderstood_saysWhatToDo() throws IOException {
    assertThat(commands.carryOut("")).isEmpty();
    assertThat(commands.carryOut("swim")).contains("help");
    assertThat(commands.carryOut("dial ahab")).contains("missing");
    assertThat(commands.carryOut("dial moby 1")).contains("no user moby");
    assertThat(commands.carryOut("desk pip answer")).contains("phone system says");
    assertThat(commands.carryOut("far pip answer")).contains("has no call");
  }

  private static CallStateEvent state(long call, CallState state) {
    return new CallStateEvent(
        Instant.EPOCH,
        "101",
        new CallKey(call),
        state,
        0,
        new CallSeen(CallOrigin.EXTERNAL, "", "", "", "", "", "", "", Set.of()));
  }
}
