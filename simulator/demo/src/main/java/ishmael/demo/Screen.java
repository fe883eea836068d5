package ishmael.demo;

import java.util.function.Consumer;

/** Where lines are shown: at first the standard output, then the prompt. Thread-safe. */
final class Screen {
  private volatile Consumer<String> shown;

  Screen(Consumer<String> first) {
    shown = first;
  }

  void use(Consumer<String> other) {
    shown = other;
  }

  void show(String line) {
    shown.accept(line);
  }
}
