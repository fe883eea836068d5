package ishmael.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.gateway.domain.DomainStatus;
import ishmael.gateway.phonesystem.LinkState;
import ishmael.gateway.settings.DirectoryFile;
import ishmael.gateway.settings.LineIdFile;
import ishmael.linemapper.User;
import ishmael.linemapper.UserName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusBoardTest {
  private static final User TAPI =
      new User(new UserName("tapi"), "tapi", "", Optional.empty(), List.of());
  private static final LinkState ONLINE = new LinkState.Online(TAPI.name(), true, TAPI);

  private final Logger log = Logger.getLogger(Gateway.class.getName());
  private final List<String> said = new ArrayList<>();
  private final Handler listener =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          if (entry.getLevel().intValue() >= Level.INFO.intValue()) {
            said.add(entry.getLevel() + " " + new SimpleFormatter().formatMessage(entry));
          }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @TempDir Path folder;

  @BeforeEach
  void listen() {
    log.setLevel(Level.INFO);
    log.addHandler(listener);
  }

  @AfterEach
  void listenNoMore() {
    log.removeHandler(listener);
    log.setLevel(null);
  }

  private void tell(StatusBoard board, LinkState... states) {
    for (LinkState state : states) {
      board.changed(new DomainStatus(state, 0, 0, 0, 0, List.of()));
    }
  }

  private static LinkState offline(String reason, int seconds) {
    return new LinkState.Offline(reason, Duration.ofSeconds(seconds));
  }

  @Test
  void changed_sameTroubleAtEachAttempt_isSaidOnce() {
    LinkState connecting = new LinkState.Connecting();
    try (StateKeeper keeper =
        new StateKeeper(new LineIdFile(folder), new DirectoryFile(folder, "tapi@mobydick"))) {
      StatusBoard board = new StatusBoard(keeper);
      for (int attempt = 1; attempt < 9; attempt++) {
        tell(board, connecting, offline("No role.", attempt));
      }
      tell(board, connecting, offline("No network.", 60), connecting, ONLINE);
      tell(board, offline("No role.", 1), connecting, offline("No role.", 2));
    }
    assertThat(said)
        .containsExactly(
            "WARNING The gateway is offline: No role. It tries again in 1 s.",
            "WARNING The gateway is offline: No network. It tries again in 60 s.",
            "INFO The gateway is online as tapi (supervisor, for all users).",
            "WARNING The gateway is offline: No role. It tries again in 1 s.");
  }
}
