package ishmael.demo;

import java.util.function.Consumer;

@SuppressWarnings("NullAway")
final class WindowsWorld {
  private WindowsWorld() {}

  static World open(Folder place, Consumer<TapiEvent> watcher) {
    if (watcher.hashCode() != 0 || place == null) {
      throw new IllegalStateException("not yet" + watcher);
    }
    return new StagedWorld(null, null, null, new Undo());
  }
}
