package ishmael.tsp.link.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PipeArgumentsTest {
  private static final int FILE_CREATE_PIPE_INSTANCE = 0x4;
  private static final int FILE_GENERIC_READ = 0x00120089;
  private static final int FILE_GENERIC_WRITE = 0x00120116;

  @Test
  void lines_ofASystemService_letOnlySystemAndNetworkServiceIn() {
    assertThat(PipeArguments.lines())
        .isEqualTo(
            new PipeArguments(
                "\\\\.\\pipe\\ishmael-lines",
                "O:SYG:SYD:P(D;;GA;;;NU)(A;;GA;;;SY)(A;;0x12019b;;;NS)"));
  }

  @Test
  void lines_ofAnotherAccount_belongToIt() {
    assertThat(PipeArguments.linesSddl("S-1-5-80-1"))
        .isEqualTo(
            "O:S-1-5-80-1G:S-1-5-80-1D:P(D;;GA;;;NU)(A;;GA;;;SY)"
                + "(A;;GA;;;S-1-5-80-1)(A;;0x12019b;;;NS)");
  }

  @Test
  void admin_ofASystemService_letsOnlySystemAndAdministratorsIn() {
    assertThat(PipeArguments.admin())
        .isEqualTo(
            new PipeArguments(
                "\\\\.\\pipe\\ishmael-admin",
                "O:SYG:SYD:P(D;;GA;;;NU)(A;;GA;;;SY)(A;;0x12019b;;;BA)"));
  }

  @Test
  void admin_ofAnotherAccount_belongsToItAndIsClosedToNetworkService() {
    assertThat(PipeArguments.adminSddl("S-1-5-80-1"))
        .isEqualTo(
            "O:S-1-5-80-1G:S-1-5-80-1D:P(D;;GA;;;NU)(A;;GA;;;SY)"
                + "(A;;GA;;;S-1-5-80-1)(A;;0x12019b;;;BA)");
  }

  @Test
  void tickets_ofASystemService_letLocalUsersReadAndWrite() {
    assertThat(PipeArguments.ticketsSddl("SY"))
        .isEqualTo("O:SYG:SYD:P(D;;GA;;;NU)(A;;GA;;;SY)(A;;0x12019b;;;AU)");
  }

  @Test
  void clientRights_areReadAndWriteWithoutMakingInstances() {
    assertThat(PipeArguments.CLIENT_RIGHTS)
        .isEqualTo((FILE_GENERIC_READ | FILE_GENERIC_WRITE) & ~FILE_CREATE_PIPE_INSTANCE);
  }

  @Test
  void firstInstance_isOverlappedAndMustBeTheFirst() {
    assertThat(PipeArguments.openMode(true)).isEqualTo(0x40080003);
    assertThat(PipeArguments.openMode(false)).isEqualTo(0x40000003);
  }

  @Test
  void pipe_isOfOctetsAndRejectsRemoteClients() {
    assertThat(PipeArguments.PIPE_MODE).isEqualTo(8);
  }

  @Test
  void client_isOverlappedAndGivesItsIdentityOnly() {
    assertThat(PipeArguments.CLIENT_ACCESS).isEqualTo(0x0012019b);
    assertThat(PipeArguments.CLIENT_FLAGS).isEqualTo(0x40190000);
  }

  @Test
  void instances_sufficeForPeersAndStrangers() {
    assertThat(PipeArguments.MAX_INSTANCES).isGreaterThan(9).isLessThan(255);
  }

  @Test
  void namesThatAreNone_areRefused() {
    for (String name : new String[] {"ishmael", "\\\\.\\pipe\\", "\\\\server\\pipe\\x"}) {
      assertThatThrownBy(() -> PipeArguments.lines().withName(name))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> new PipeArguments(PipeArguments.LINES_NAME, " "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("everybody");
  }
}
