package ishmael.gateway.phonesystem.smack;

import static org.assertj.core.api.Assertions.assertThat;

import ishmael.gateway.phonesystem.LinkState.Offline;
import ishmael.linemapper.PhoneEvent.ChannelEvent;

/** A stream with 60 million entity references through one link; also a program of its own. */
final class LongStream {
  private static final int CHUNKS = 300;
  private static final int STANZAS = 40;
  private static final int REFERENCES = 5_000;

  private LongStream() {}

  /** Prints how many references went through; fails if the link did. */
  public static void main(String[] arguments) throws Exception {
    System.out.println("references: " + run() + " on Java " + Runtime.version().feature());
    System.exit(0);
  }

  /** Returns how many references went through. */
  static long run() throws Exception {
    long references = 0;
    try (Harness harness = new Harness()) {
      harness.online();
      String filler = filler();
      for (int i = 0; i < CHUNKS; i++) {
        harness.raw(filler.repeat(STANZAS) + event("SIP/long-" + i));
        references += (long) REFERENCES * STANZAS + 5;
        ChannelEvent event = harness.recorder.next(ChannelEvent.class);
        assertThat(event.channel().value()).isEqualTo("SIP/long-" + i);
        assertThat(event.source().name()).isEqualTo("&<>\"'");
      }
      assertThat(harness.recorder.taken()).noneMatch(Offline.class::isInstance);
      assertThat(harness.dropped("unknown")).isEqualTo((double) CHUNKS * STANZAS);
    }
    return references;
  }

  /** An event that nobody knows: it is read as a whole and then dropped. */
  private static String filler() {
    return "<message from='pbx.mobydick'><cmd xmlns='http://www.pascom.net/mobydick' module='base'>"
        + "<Sextant>"
        + "&amp;&lt;&gt;&quot;&apos;".repeat(REFERENCES / 5)
        + "</Sextant></cmd></message>";
  }

  private static String event(String channel) {
    return "<message from='pbx.mobydick'><cmd xmlns='http://www.pascom.net/mobydick' module='base'>"
        + "<ChannelEvent><eventType>rename</eventType><eventId>"
        + channel
        + "</eventId><sourceName>&amp;&lt;&gt;&quot;&apos;</sourceName></ChannelEvent></cmd>"
        + "</message>";
  }
}
