package ishmael.gateway.windows;

import com.sun.jna.platform.win32.Advapi32Util;
import ishmael.gateway.isolation.AccountAuthority;
import ishmael.gateway.isolation.Sessions;
import ishmael.gateway.isolation.WindowsSession;
import ishmael.linemapper.isolation.Account;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Checks on a Windows JVM what the gateway asks of Windows: prints a line for each check and exits
 * with 0 if all are ok, else with 1. Not a JUnit class, as it runs where Maven does not.
 */
public final class HostChecks {
  private int failures;

  private HostChecks() {}

  private interface Check {
    void run() throws Exception;
  }

  /** Runs all checks. */
  public static void main(String[] arguments) {
    HostChecks checks = new HostChecks();
    checks.check("the own account has a name", HostChecks::ownAccount);
    checks.check("accounts that are no users", HostChecks::noUsers);
    checks.check("names that exist and do not", HostChecks::names);
    checks.check("the sessions are listed", HostChecks::sessions);
    checks.check("notices begin and end", HostChecks::notices);
    checks.check("watching begins and ends", HostChecks::watching);
    System.out.println(checks.failures == 0 ? "all ok" : checks.failures + " failed");
    System.exit(checks.failures == 0 ? 0 : 1);
  }

  private void check(String name, Check check) {
    try {
      check.run();
      System.out.println("ok      " + name);
    } catch (Exception | LinkageError | AssertionError e) {
      failures++;
      System.out.println("FAILED  " + name + ": " + e);
      e.printStackTrace();
    }
  }

  private static void must(boolean condition, Object seen) {
    if (!condition) {
      throw new AssertionError(String.valueOf(seen));
    }
  }

  private static void ownAccount() {
    Account account = new WindowsHost().accounts().bySid(OwnAccount.sid());
    must(account.name().equals(Advapi32Util.getUserName()), account);
    must(!account.domain().isEmpty() && account.upn().isEmpty(), account);
  }

  /** SYSTEM, Administrators, and a SID that nobody has. */
  private static void noUsers() {
    AccountAuthority accounts = new WindowsHost().accounts();
    for (String sid : List.of("S-1-5-18", "S-1-5-32-544", "S-1-5-21-1-2-3-4711")) {
      must(accounts.bySid(sid).equals(Account.unresolved(sid)), accounts.bySid(sid));
    }
  }

  private static void names() {
    AccountAuthority accounts = new WindowsHost().accounts();
    Account own = accounts.bySid(OwnAccount.sid());
    must(accounts.exists(own.name()), own);
    must(accounts.exists(own.domain() + '\\' + own.name()), own);
    must(!accounts.exists("nobody-of-this-name"), "nobody-of-this-name");
    must(!accounts.exists("Everyone"), "Everyone");
  }

  private static void sessions() {
    try (Sessions sessions = new WindowsHost().sessions()) {
      List<WindowsSession> now = sessions.now();
      System.out.println(now);
      must(now.size() == 1, now);
      must(now.get(0).account().endsWith(Advapi32Util.getUserName()), now);
      must(now.get(0).state() == WindowsSession.State.ACTIVE, now);
    }
  }

  private static void notices() throws Exception {
    Semaphore news = new Semaphore(0);
    SessionNotices notices = new SessionNotices();
    notices.begin(news::release);
    must(threads().contains(SessionNotices.THREAD), threads());
    notices.close();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (threads().contains(SessionNotices.THREAD) && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    must(!threads().contains(SessionNotices.THREAD), threads());
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
  }

  private static void watching() throws Exception {
    try (Sessions sessions = new WindowsHost().sessions()) {
      sessions.start(
          session -> {
            throw new AssertionError("session " + session + " ended");
          });
      must(threads().contains("ishmael-sessions"), threads());
    }
    must(!threads().contains("ishmael-sessions"), threads());
  }
}
