package ishmael.tsp.link.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServiceClientsTest {
  private final Deque<Integer> processes = new ArrayDeque<>();
  private final ServiceClients clients = new ServiceClients("TapiSrv", this::next);

  private int next(String service) throws IOException {
    assertThat(service).isEqualTo("TapiSrv");
    Integer process = processes.poll();
    if (process == null) {
      throw new IOException("it is not installed");
    }
    return process;
  }

  @Test
  void objection_toTheServicesProcess_isNone() {
    processes.add(812);

    assertThat(clients.objection(Optional.of(812))).isEmpty();
  }

  @Test
  void objection_toAnIdBeyondTheSignedRange_isNone() {
    processes.add(0xfffffff0);

    assertThat(clients.objection(Optional.of(0xfffffff0))).isEmpty();
  }

  @Test
  void objection_toAnotherProcess_namesTheServicesOne() {
    processes.addAll(List.of(812, 0xfffffff0));

    assertThat(clients.objection(Optional.of(4711))).contains("but service TapiSrv is process 812");
    assertThat(clients.objection(Optional.of(4711)))
        .contains("but service TapiSrv is process 4294967280");
  }

  @Test
  void objection_afterTheServiceWasStartedAnew_isToItsFormerProcess() {
    processes.addAll(List.of(812, 900, 900));

    assertThat(clients.objection(Optional.of(812))).isEmpty();
    assertThat(clients.objection(Optional.of(812))).contains("but service TapiSrv is process 900");
    assertThat(clients.objection(Optional.of(900))).isEmpty();
  }

  @Test
  void objection_whileTheServiceDoesNotRun_isToEverybody() {
    processes.addAll(List.of(0, 0));

    assertThat(clients.objection(Optional.of(812))).contains("but service TapiSrv does not run");
    assertThat(clients.objection(Optional.of(0))).contains("but service TapiSrv does not run");
  }

  @Test
  void objection_toAProcessThatWindowsDoesNotTell_isThere() {
    processes.add(812);

    assertThat(clients.objection(Optional.empty())).isPresent();
  }

  @Test
  void objection_whereTheServiceIsNotInstalled_saysSo() {
    assertThat(clients.objection(Optional.of(812)))
        .contains("and which process service TapiSrv has is not known: it is not installed");
  }

  @Test
  void anyProcess_objectsToNobody() {
    assertThat(PipeClients.anyProcess().objection(Optional.of(1))).isEmpty();
    assertThat(PipeClients.anyProcess().objection(Optional.empty())).isEmpty();
  }
}
