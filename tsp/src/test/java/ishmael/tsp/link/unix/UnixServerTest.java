package ishmael.tsp.link.unix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ishmael.tsp.link.AddressInUseException;
import ishmael.tsp.link.LocalConnection;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class UnixServerTest {
  @TempDir Path folder;
  private Path socket = Path.of("unset");

  @BeforeEach
  void choosePlace() {
    socket = folder.resolve("private").resolve("lines.sock");
  }

  @Test
  void server_listening_isPrivate() throws Exception {
    try (UnixServer server = UnixServer.listen(socket)) {
      assertThat(mode(socket)).isEqualTo("rw-------");
      assertThat(mode(folder.resolve("private"))).isEqualTo("rwx------");
      assertThat(server.address()).isEqualTo(socket.toString());
    }
    assertThat(socket).doesNotExist();
  }

  @Test
  void bothEnds_ofTheSameUser_areAllowedAndTalk() throws Exception {
    LocalConnection near;
    try (UnixServer server = UnixServer.listen(socket)) {
      near = new UnixClient(socket).connect();
      LocalConnection far = server.accept();
      assertThat(near.allowed()).isTrue();
      assertThat(far.allowed()).isTrue();
      near.write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
      ByteBuffer heard = ByteBuffer.allocate(10);
      assertThat(far.read(heard)).isEqualTo(3);
      near.close();
      assertThat(far.read(heard)).isEqualTo(-1);
    }
  }

  @Test
  void mayTalk_isForTheExpectedUserAndRootOnly() throws Exception {
    UserPrincipal gateway = user("54321");

    assertThat(UnixConnection.mayTalk(gateway, gateway)).isTrue();
    assertThat(UnixConnection.mayTalk(user("root"), gateway)).isTrue();
    assertThat(UnixConnection.mayTalk(user("54322"), gateway)).isFalse();
    assertThat(UnixConnection.mayTalk(user("54322"), user("root"))).isFalse();
  }

  @Test
  void otherUser_atTheOtherEnd_isNotAllowed() throws Exception {
    try (UnixServer server = UnixServer.listen(socket);
        var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        LocalConnection near = new UnixConnection(channel, user("54321"))) {
      assertThat(server.address()).isNotEmpty();
      assertThat(near.allowed()).isEqualTo(self().equals(user("root")));
      assertThat(near.peerAccount()).contains(self().getName());
    }
  }

  @Test
  void secondServer_whileTheFirstRuns_isToldSo() throws Exception {
    try (UnixServer first = UnixServer.listen(socket)) {
      assertThatThrownBy(() -> UnixServer.listen(socket))
          .isInstanceOf(AddressInUseException.class)
          .hasMessage("another gateway is running on " + first.address());
      new UnixClient(socket).connect().close();
    }
  }

  @Test
  void socketThatLives_withoutALock_isNotTakenAway() throws Exception {
    UnixServer.listen(socket).close();
    try (ServerSocketChannel foreign = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      foreign.bind(UnixDomainSocketAddress.of(socket));

      assertThatThrownBy(() -> UnixServer.listen(socket)).isInstanceOf(AddressInUseException.class);
    }
  }

  @Test
  void socketOfACrashedGateway_isReplaced() throws Exception {
    UnixServer.listen(socket).close();
    ServerSocketChannel crashed = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    crashed.bind(UnixDomainSocketAddress.of(socket)).close();
    assertThat(Files.exists(socket)).isTrue();

    try (UnixServer server = UnixServer.listen(socket)) {
      new UnixClient(socket).connect().close();
      server.accept().close();
    }
  }

  @Test
  void fileInTheWay_isNotRemoved() throws Exception {
    UnixServer.listen(socket).close();
    Files.writeString(socket, "a letter");

    assertThatThrownBy(() -> UnixServer.listen(socket))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no socket");
    assertThat(socket).hasContent("a letter");
  }

  @Test
  void folderOpenToOthers_isRefused() throws Exception {
    Files.createDirectory(
        folder.resolve("private"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));

    assertThatThrownBy(() -> UnixServer.listen(socket))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("chmod 700");
  }

  @Test
  void folderOfSomebodyElse_isRefused() throws Exception {
    assumeTrue(self().equals(user("root")), "only root can give a folder away");
    UnixServer.listen(socket).close();
    Files.setOwner(folder.resolve("private"), user("54321"));

    assertThatThrownBy(() -> UnixServer.listen(socket))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("belongs to somebody else");
  }

  @Test
  void folderThatIsALink_isRefused() throws Exception {
    Path real = folder.resolve("real").resolve("lines.sock");
    UnixServer.listen(real).close();
    Files.createSymbolicLink(folder.resolve("private"), real.getParent());

    assertThatThrownBy(() -> UnixServer.listen(socket)).isInstanceOf(IOException.class);
  }

  @Test
  void socketThatIsALink_isNotFollowed() throws Exception {
    UnixServer.listen(socket).close();
    Path forged = folder.resolve("forged");
    Files.createSymbolicLink(socket, forged);

    assertThatThrownBy(() -> UnixServer.listen(socket))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no socket");
    assertThat(forged).doesNotExist();
  }

  @Test
  void lockThatIsALink_isNotFollowed() throws Exception {
    UnixServer.listen(socket).close();
    Path lock = socket.resolveSibling("lines.sock.lock");
    Files.delete(lock);
    Path victim = folder.resolve("victim");
    Files.createSymbolicLink(lock, victim);

    assertThatThrownBy(() -> UnixServer.listen(socket)).isInstanceOf(IOException.class);
    assertThat(victim).doesNotExist();
  }

  @Test
  void pathTooLong_isSaidInOneSentence() {
    Path deep = folder.resolve("x".repeat(120)).resolve("s");

    assertThatThrownBy(() -> UnixServer.listen(deep))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot listen on");
  }

  @Test
  void client_withoutAServer_isToldSo() {
    assertThatThrownBy(() -> new UnixClient(socket).connect())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no gateway on");
  }

  @Test
  void serverClosed_whileItWaits_endsTheWait() throws Exception {
    UnixServer server = UnixServer.listen(socket);
    CompletableFuture<Throwable> end = new CompletableFuture<>();
    Thread waiting =
        new Thread(
            () -> {
              try {
                end.completeExceptionally(new AssertionError(server.accept().peer()));
              } catch (IOException reason) {
                end.complete(reason);
              }
            });
    waiting.start();

    server.close();

    assertThat(end.get(5, TimeUnit.SECONDS)).isInstanceOf(ClosedChannelException.class);
  }

  private static UserPrincipal user(String name) throws IOException {
    return FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(name);
  }

  private UserPrincipal self() throws IOException {
    return Files.getOwner(Files.createTempFile(folder, "self", null));
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
