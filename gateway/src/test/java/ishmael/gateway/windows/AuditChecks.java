package ishmael.gateway.windows;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.platform.win32.Advapi32;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import com.sun.jna.ptr.IntByReference;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import ishmael.gateway.audit.Audit;
import ishmael.gateway.settings.AuditSettings;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclFileAttributeView;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Checks event log and audit file on a Windows JVM: prints a line for each check and exits with 0
 * if all are ok, else with 1. Not a JUnit class, as it runs where Maven does not. Wine 10 takes
 * events and keeps none, and shows access lists as its file modes allow; so how an event looks, and
 * whom the list keeps out, is seen on Windows only.
 */
public final class AuditChecks {
  private AuditChecks() {}

  /** Windows itself, whose answers are kept. */
  private record Recorded(EventCalls windows, List<String> answers) implements EventCalls {
    @Override
    public @Nullable Pointer RegisterEventSourceW(@Nullable WString server, WString source) {
      Pointer handle = windows.RegisterEventSourceW(server, source);
      answers.add(handle == null ? "no source, error " + Native.getLastError() : "source");
      return handle;
    }

    @Override
    public boolean ReportEventW(
        Pointer source,
        short type,
        short category,
        int id,
        @Nullable Pointer sid,
        short texts,
        int octets,
        Pointer firstText,
        @Nullable Pointer data) {
      boolean done =
          windows.ReportEventW(source, type, category, id, sid, texts, octets, firstText, data);
      answers.add(done ? "reported" : "not reported, error " + Native.getLastError());
      return done;
    }

    @Override
    public boolean DeregisterEventSource(Pointer source) {
      boolean done = windows.DeregisterEventSource(source);
      answers.add(done ? "closed" : "not closed, error " + Native.getLastError());
      return done;
    }
  }

  /** Runs all checks in a fresh folder. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("audit");
    boolean ok = check("an event is raised", AuditChecks::raises);
    ok &= check("a private file is its owner's from the start", () -> isPrivate(folder));
    ok &= check("a whole audit log writes its file", () -> writes(folder));
    System.out.println("note  " + kept());
    System.exit(ok ? 0 : 1);
  }

  private static boolean check(String name, Callable<String> check) {
    try {
      String wrong = check.call();
      System.out.println((wrong.isEmpty() ? "ok      " : "FAILED  ") + name + " " + wrong);
      return wrong.isEmpty();
    } catch (Exception e) {
      System.out.println("FAILED  " + name + ": " + e);
      e.printStackTrace();
      return false;
    }
  }

  private static String raises() {
    List<String> answers = new ArrayList<>();
    WindowsEventLog log =
        new WindowsEventLog(new Recorded(EventCalls.load(), answers), Native::getLastError);
    log.refused("PEQUOD\\pip was refused MakeCall on the line of Größe: a check.");
    log.refused("PEQUOD\\pip was refused 2 more times.");
    log.close();
    List<String> wanted = List.of("source", "reported", "reported", "closed");
    return answers.equals(wanted) ? "" : answers.toString();
  }

  private static String isPrivate(Path folder) throws Exception {
    DataProtection guard = new DataProtection();
    Path file = folder.resolve("deep").resolve("private.jsonl");
    guard.create(file);
    guard.check(file);
    AclFileAttributeView view = Files.getFileAttributeView(file, AclFileAttributeView.class);
    for (AclEntry entry : view.getAcl()) {
      System.out.println("note  " + entry.principal().getName() + " " + entry.type());
    }
    try {
      guard.create(file);
      return "made twice";
    } catch (FileAlreadyExistsException e) {
      return Files.size(file) == 0 ? "" : "not empty";
    }
  }

  private static String writes(Path folder) throws Exception {
    Path file = folder.resolve("logs").resolve("audit.jsonl");
    AuditSettings settings = new AuditSettings(file, 200, 3, false, true);
    try (Audit audit =
        Audit.start(
            settings,
            new DataProtection(),
            WindowsEventLog.open(),
            new SimpleMeterRegistry(),
            InstantSource.system())) {
      for (int number = 0; number < 10; number++) {
        audit.administered(InstantSource.system().instant(), "PEQUOD\\ahab", "did a thing");
      }
    }
    List<String> lines = Files.readAllLines(file);
    boolean rotated = Files.exists(file.resolveSibling("audit.jsonl.2"));
    return rotated && lines.get(lines.size() - 1).contains("stopped") ? "" : lines.toString();
  }

  /** Says what this Windows keeps of events; Wine's answer is not Windows'. */
  private static String kept() {
    HANDLE log = Advapi32.INSTANCE.OpenEventLog(null, "Application");
    if (log == null) {
      return "the event log can not be opened, error " + Native.getLastError();
    }
    IntByReference records = new IntByReference();
    boolean told = Advapi32.INSTANCE.GetNumberOfEventLogRecords(log, records);
    Advapi32.INSTANCE.CloseEventLog(log);
    return told
        ? "the event log Application has " + records.getValue() + " records"
        : "the event log tells no number, error " + Native.getLastError();
  }
}
