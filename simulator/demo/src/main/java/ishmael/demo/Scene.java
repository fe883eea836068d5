package ishmael.demo;

/** A piece of a telephone day: what people do, and what TAPI must show for it. */
public record Scene(String title, Play play) {
  /** What happens in a scene. */
  @FunctionalInterface
  public interface Play {
    /**
     * Plays the scene; afterwards no call is left.
     *
     * @throws Exception if something expected did not happen
     */
    void on(Stage stage) throws Exception;
  }

  @Override
  public String toString() {
    return title;
  }
}
