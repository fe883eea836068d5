package ishmael.demo;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Plays scenes one after the other and tells how each went. */
final class Playbill {
  private final PrintStream out;

  Playbill(PrintStream out) {
    this.out = out;
  }

  /** Plays the scenes in a world; returns the titles of those that failed. */
  List<String> play(World world, List<Scene> scenes) throws Exception {
    List<String> failed = new ArrayList<>();
    for (Scene scene : scenes) {
      out.println();
      out.println("-- " + scene.title());
      if (!plays(world, scene)) {
        failed.add(scene.title());
      }
    }
    for (String violation : world.telephony().violations()) {
      out.println("RULE BROKEN: " + violation);
      failed.add(violation);
    }
    return failed;
  }

  private boolean plays(World world, Scene scene) throws Exception {
    try {
      scene.play().on(new Stage(world, out::println));
      return true;
    } catch (UnexpectedException e) {
      out.println("FAILED: " + e.getMessage());
      world.phones().clearCalls();
      return false;
    }
  }
}
