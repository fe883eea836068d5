package ishmael.gateway.doctor;

import ishmael.gateway.phonesystem.PhoneSystemOptions;
import ishmael.gateway.phonesystem.ServerAddress;
import ishmael.gateway.phonesystem.certificate.CertificateJudge;
import ishmael.gateway.phonesystem.certificate.Judgement;
import ishmael.gateway.phonesystem.probe.ServerProbe;
import ishmael.gateway.phonesystem.probe.StreamLook;
import ishmael.gateway.phonesystem.probe.TlsLook;
import ishmael.gateway.phonesystem.smack.SmackVisit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The way to the server, as far as TLS; nobody logs in here. */
final class ServerSteps implements AutoCloseable {
  private static final String XMPP_PORT =
      "Check phone-system.port: it must be the port of the phone system's XMPP server, mostly 5222.";

  private final InstallationSteps installation;
  private volatile List<Place> places = List.of();
  private volatile Optional<ServerProbe> probe = Optional.empty();
  private volatile Optional<Judgement> judgement = Optional.empty();

  /** One of the addresses of a server. */
  private record Place(ServerAddress server, InetAddress address) {
    InetSocketAddress socket() {
      return new InetSocketAddress(address, server.port());
    }

    String text() {
      return new ServerAddress(address.getHostAddress(), server.port()).toString();
    }
  }

  ServerSteps(InstallationSteps installation) {
    this.installation = installation;
  }

  /** Without a host in the settings the name service is asked for servers, as the gateway does. */
  Outcome name() {
    List<ServerAddress> servers =
        options().servers().isEmpty() ? SmackVisit.servers(options()) : options().servers();
    List<String> good = new ArrayList<>();
    List<String> bad = new ArrayList<>();
    List<Place> found = new ArrayList<>();
    for (ServerAddress server : servers) {
      try {
        List<InetAddress> its = List.of(InetAddress.getAllByName(server.host()));
        its.forEach(address -> found.add(new Place(server, address)));
        good.add(server.host() + " is " + String.join(", ", texts(its)));
      } catch (UnknownHostException e) {
        bad.add("\"" + server.host() + "\"");
      }
    }
    places = List.copyOf(found);
    return name(good, bad);
  }

  private static Outcome name(List<String> good, List<String> bad) {
    String advice = "Check phone-system.host and the name resolution (DNS) of this machine.";
    if (bad.isEmpty()) {
      return Outcome.ok(String.join("; ", good));
    }
    String unknown = "The host " + String.join(", ", bad) + " is unknown.";
    return good.isEmpty()
        ? Outcome.failed(unknown, advice)
        : Outcome.warning(unknown, advice).with(good);
  }

  /** The first place that answers is used further on. */
  Outcome port() {
    Duration each = Step.PORT.limit().minusMillis(500).dividedBy(Math.max(1, places.size()));
    List<String> good = new ArrayList<>();
    List<String> bad = new ArrayList<>();
    List<String> times = new ArrayList<>();
    for (Place place : places) {
      long begun = System.nanoTime();
      try {
        take(place, ServerProbe.connect(place.socket(), options().domain(), each));
        good.add(place.text());
      } catch (IOException e) {
        bad.add(place.text() + ": " + reason(e));
      }
      times.add("%s: %d ms".formatted(place.text(), (System.nanoTime() - begun) / 1_000_000));
    }
    return port(good, bad).with(times.size() > 1 ? times : List.of());
  }

  private void take(Place place, ServerProbe opened) {
    if (probe.isPresent()) {
      opened.close();
    } else {
      probe = Optional.of(opened);
      installation.choose(place.server());
    }
  }

  private static Outcome port(List<String> good, List<String> bad) {
    if (good.isEmpty()) {
      return Outcome.failed(
          "Nothing can be reached (" + String.join("; ", bad) + ").",
          "Check whether the phone system runs, phone-system.host and phone-system.port, and the"
              + " firewalls in between.");
    }
    String text = "open: " + String.join(", ", good);
    return bad.isEmpty()
        ? Outcome.ok(text)
        : Outcome.warning(
            text + "; not: " + String.join("; ", bad),
            "Check the server that does not answer; if it is gone, remove it from phone-system.host"
                + " or from the DNS.");
  }

  Outcome stream() {
    return outcome(look(Step.STREAM.limit().minusMillis(500)));
  }

  private StreamLook look(Duration limit) {
    try {
      return probe().stream(limit);
    } catch (IOException e) {
      return new StreamLook.Closed();
    }
  }

  private Outcome outcome(StreamLook look) {
    if (look instanceof StreamLook.Features features) {
      return features.starttls()
          ? Outcome.ok("XMPP server of " + options().domain() + ", offers STARTTLS")
          : Outcome.failed(
              "The XMPP server offers no encryption (STARTTLS).",
              "Switch TLS on in the phone system's XMPP server; without it the password is not"
                  + " sent.");
    }
    if (look instanceof StreamLook.Refused refused) {
      return refused.condition().equals("host-unknown")
          ? Outcome.failed(
              "The XMPP server does not serve the domain \"" + options().domain() + "\".",
              "Write phone-system.user as user@instance, with the phone system's own domain.")
          : Outcome.failed(
              "The XMPP server ends the stream (" + refused.condition() + ").",
              "Look into the log of the phone system's XMPP server.");
    }
    if (look instanceof StreamLook.Other other) {
      return Outcome.failed("This is no XMPP server but " + other.what() + ".", XMPP_PORT);
    }
    return look instanceof StreamLook.Silent
        ? Outcome.failed("The server takes the connection and says nothing.", XMPP_PORT)
        : Outcome.failed("The server closes the connection without an answer.", XMPP_PORT);
  }

  Outcome tls() throws IOException, GeneralSecurityException {
    PhoneSystemOptions options = options();
    CertificateJudge judge;
    try {
      judge = CertificateJudge.of(options);
    } catch (GeneralSecurityException | IOException e) {
      return Outcome.failed(
          "The file of trusted authorities "
              + options.certificateAuthorities().map(Object::toString).orElse("of Java")
              + " cannot be read ("
              + reason(e)
              + ").",
          "Let phone-system.ca-file name a file with certificates in PEM form.");
    }
    Duration half = Step.TLS.limit().minusMillis(500).dividedBy(2);
    TlsLook look = probe().tls(judge, half);
    judgement = look.judgement();
    List<String> offered =
        look.judgement().filter(made -> made.trusted()).isPresent() && look.failure().isEmpty()
            ? mechanisms(look(half))
            : List.of();
    return new TlsReport(options, Clock.systemUTC()).outcome(look, offered);
  }

  /** Returns what was found about the certificates, if they were seen. */
  Optional<Judgement> judgement() {
    return judgement;
  }

  private static List<String> mechanisms(StreamLook look) {
    return look instanceof StreamLook.Features features ? features.mechanisms() : List.of();
  }

  @Override
  public void close() {
    probe.ifPresent(ServerProbe::close);
  }

  private PhoneSystemOptions options() {
    return installation.options();
  }

  private ServerProbe probe() {
    return probe.orElseThrow();
  }

  private static List<String> texts(List<InetAddress> addresses) {
    return addresses.stream().map(InetAddress::getHostAddress).toList();
  }

  /** Returns the first line of what went wrong. */
  private static String reason(Exception e) {
    String message = e.getMessage();
    return message == null
        ? e.getClass().getSimpleName()
        : Arrays.stream(message.split("\n", -1)).findFirst().orElse("");
  }
}
