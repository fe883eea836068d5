package ishmael.gateway.tapi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A TAPI of memory, with lines and messages as a test wants them. Records what is called. */
final class FakeTapi implements TapiCalls {
  static final int APPLICATION = 0x80000001;
  private static final int NODEVICE = 0x80000042;
  private static final int OPERATIONFAILED = 0x80000048;
  private static final int INVALCALLHANDLE = 0x80000018;

  /** A line of the fake. */
  static final class Line {
    int version = 0x00020002;
    int refusal;
    int openResult;
    Raw caps = new Raw(268);
    Raw addressCaps = new Raw(228);
    Raw status = new Raw(88);
    Raw addressStatus = new Raw(64);
    List<Integer> present = new ArrayList<>();
  }

  final List<Line> lines = new ArrayList<>();
  final List<String> log = new ArrayList<>();
  final Map<Integer, Raw> infos = new HashMap<>();
  final Map<Integer, Raw> statuses = new HashMap<>();
  final Deque<TapiMessage> messages = new ArrayDeque<>();
  int pointerSize = 8;
  int initializeResult;
  int makeCallResult = 7;
  int dropResult = 8;
  @Nullable Consumer<String> onDial;
  @Nullable Runnable onDrop;
  @Nullable Runnable onMessage;
  @Nullable Runnable onShutdown;

  /** Takes the time that a program allows, as Windows does. */
  boolean slow;

  /** There were no messages left when the program asked. */
  boolean idle;

  void send(int device, int id, long instance, long p1, long p2, long p3) {
    messages.add(new TapiMessage(device, id, instance, p1, p2, p3));
  }

  @Override
  public int pointerSize() {
    return pointerSize;
  }

  @Override
  public Initialized initializeEx(String application, int version, byte[] parameters) {
    ByteBuffer octets = ByteBuffer.wrap(parameters).order(ByteOrder.LITTLE_ENDIAN);
    log.add(
        "initialize %s %X options=%d size=%d"
            .formatted(application, version, octets.getInt(12), octets.getInt(0)));
    return new Initialized(initializeResult, APPLICATION, lines.size(), 0x00020002);
  }

  @Override
  public int shutdown(int application) {
    log.add("shutdown");
    if (onShutdown != null) {
      onShutdown.run();
    }
    return 0;
  }

  @Override
  public Negotiated negotiateApiVersion(int application, int device, int low, int high) {
    if (device >= lines.size()) {
      return new Negotiated(NODEVICE, 0);
    }
    Line line = lines.get(device);
    return new Negotiated(line.refusal, line.version);
  }

  @Override
  public int getDevCaps(int application, int device, int version, byte[] caps) {
    return lines.get(device).caps.into(caps);
  }

  @Override
  public int getAddressCaps(int application, int device, int address, int version, byte[] caps) {
    return lines.get(device).addressCaps.into(caps);
  }

  @Override
  public Opened open(
      int application, int device, int version, long instance, int privileges, int mediaModes) {
    log.add("open %d privileges=%d media=%d".formatted(device, privileges, mediaModes));
    return new Opened(lines.get(device).openResult, handle(device));
  }

  static int handle(int device) {
    return 0x10000 + device;
  }

  private Line opened(int handle) {
    return lines.get(handle - 0x10000);
  }

  @Override
  public int close(int line) {
    log.add("close " + (line - 0x10000));
    return 0;
  }

  @Override
  public int setStatusMessages(int line, int lineStates, int addressStates) {
    log.add("status messages %X %X".formatted(lineStates, addressStates));
    return 0;
  }

  @Override
  public int getLineDevStatus(int line, byte[] status) {
    return opened(line).status.into(status);
  }

  @Override
  public int getAddressStatus(int line, int address, byte[] status) {
    return opened(line).addressStatus.into(status);
  }

  @Override
  public int getNewCalls(int line, int address, int select, byte[] list) {
    List<Integer> present = opened(line).present;
    ByteBuffer handles = ByteBuffer.allocate(4 * present.size()).order(ByteOrder.LITTLE_ENDIAN);
    present.forEach(handles::putInt);
    return new Raw(24).dword(12, present.size()).part(16, handles.array()).into(list);
  }

  @Override
  public int getCallInfo(int call, byte[] info) {
    Raw raw = infos.get(call);
    return raw == null ? INVALCALLHANDLE : raw.into(info);
  }

  @Override
  public int getCallStatus(int call, byte[] status) {
    Raw raw = statuses.get(call);
    return raw == null ? INVALCALLHANDLE : raw.into(status);
  }

  @Override
  public int getMessage(int application, byte[] message, int limit) {
    if (onMessage != null) {
      onMessage.run();
    }
    TapiMessage next = messages.poll();
    if (next == null) {
      idle = true;
      return slow ? waited(limit) : OPERATIONFAILED;
    }
    ByteBuffer octets = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    octets.putInt(next.device()).putInt(next.id());
    for (long wide :
        new long[] {next.instance(), next.parameter1(), next.parameter2(), next.parameter3()}) {
      if (pointerSize == 8) {
        octets.putLong(wide);
      } else {
        octets.putInt((int) wide);
      }
    }
    return 0;
  }

  private static int waited(int limit) {
    try {
      return new CountDownLatch(1).await(limit, TimeUnit.MILLISECONDS) ? 0 : OPERATIONFAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return OPERATIONFAILED;
    }
  }

  @Override
  public int translateAddress(
      int application, int device, int version, String address, byte[] output) {
    return new Raw(40).text(12, "0" + address.replace("+49", "0").replace(" ", "")).into(output);
  }

  @Override
  public Making makeCall(int line, String number) {
    log.add("make call " + number);
    if (makeCallResult > 0 && onDial != null) {
      onDial.accept(number);
    }
    return new Making(makeCallResult, () -> 0x20001);
  }

  @Override
  public int drop(int call) {
    log.add("drop %X".formatted(call));
    if (onDrop != null) {
      onDrop.run();
    }
    return dropResult;
  }

  @Override
  public int deallocateCall(int call) {
    log.add("deallocate %X".formatted(call));
    return 0;
  }
}
