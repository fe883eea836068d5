package ishmael.demo;

import com.google.common.collect.ImmutableList;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The demo: a phone system with six users, the gateway and its lines on this machine. */
@Command(
    name = "./ishmael demo",
    description = "A phone system with six users, the gateway and its lines on this machine.",
    mixinStandardHelpOptions = true)
final class Demo implements Callable<Integer> {
  @Option(
      names = "--once",
      description = "Play a scripted day and exit: 0 if all went as expected.")
  private boolean once;

  @Option(
      names = "--windows",
      description = "Through the provider DLL in Wine instead of the line protocol's Java peer.")
  private boolean windows;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "Keep the gateway's settings, state, log and audit log there.")
  private @Nullable Path folder;

  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  private Demo() {}

  /**
   * Runs the demo; the exit code is 0, 1 if something expected did not happen, 2 for a wrong call.
   */
  public static void main(String[] arguments) {
    Logs.quiet();
    System.exit(
        new CommandLine(new Demo())
            .setExecutionExceptionHandler(Demo::complain)
            .execute(arguments));
  }

  private static int complain(Exception problem, CommandLine line, CommandLine.ParseResult parsed) {
    line.getErr().println("The demo failed: " + problem.getMessage());
    line.getErr().flush();
    return 1;
  }

  @Override
  public Integer call() throws Exception {
    return once ? playOnce() : prompt();
  }

  private int playOnce() throws Exception {
    long start = System.nanoTime();
    try (World world = open(event -> out.println(EventLine.of(event)))) {
      out.println("Telephony: " + world.telephony().description());
      List<Scene> scenes =
          ImmutableList.<Scene>builder().addAll(Scenes.of(world)).addAll(Scenes.failures()).build();
      List<String> failed = new Playbill(out).play(world, scenes);
      out.printf(
          "%n%d scenes, %d failed, %d TAPI events, %.1f s%n",
          scenes.size(),
          failed.size(),
          world.telephony().events().position(),
          (System.nanoTime() - start) / 1e9);
      if (world.isolation().isEmpty()) {
        out.printf(
            "Left out: %d scenes about who may use which line. All programs run as one account here,"
                + " and every line obeys everybody.%n",
            IsolationScenes.all().size());
      }
      failed.forEach(title -> out.println("failed: " + title));
      return failed.isEmpty() ? 0 : 1;
    }
  }

  private int prompt() throws Exception {
    CallBoard board = new CallBoard();
    Screen screen = new Screen(out::println);
    Consumer<TapiEvent> watcher =
        event -> {
          board.take(event);
          screen.show(EventLine.of(event));
        };
    out.println("Setting sail: phone system, gateway, lines …");
    try (World world = open(watcher);
        Prompt prompt = new Prompt(world.phones().users())) {
      screen.use(prompt::show);
      prompt.show("Telephony: " + world.telephony().description() + ".");
      world.programs().map(Programs::hint).ifPresent(prompt::show);
      world.isolation().ifPresent(isolation -> introduce(isolation, prompt));
      prompt.show("Try: ring ahab, then answer ahab. help lists all, quit leaves.");
      prompt.run(new Commands(world, board));
      screen.use(out::println);
    }
    return 0;
  }

  private static void introduce(Isolation isolation, Prompt prompt) {
    prompt.show("Each line obeys the account of its user. Try: as starbuck dial ahab 103");
    prompt.show("Who owns and holds which line: ishmael lines. " + isolation.hint());
  }

  private World open(Consumer<TapiEvent> watcher) throws Exception {
    Path kept = folder;
    Folder place = kept == null ? Folder.temporary() : Folder.kept(kept);
    return windows
        ? WindowsWorld.open(place, Bitness.X64, watcher)
        : LocalWorld.open(place, watcher);
  }
}
