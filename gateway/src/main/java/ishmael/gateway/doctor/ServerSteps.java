package ishmael.gateway.doctor;

import ishmael.gateway.phonesystem.PhoneSystemOptions;
import ishmael.gateway.phonesystem.certificate.CertificateJudge;
import ishmael.gateway.phonesystem.certificate.Judgement;
import ishmael.gateway.phonesystem.probe.ServerProbe;
import ishmael.gateway.phonesystem.probe.StreamLook;
import ishmael.gateway.phonesystem.probe.TlsLook;
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
  private volatile List<InetAddress> addresses = List.of();
  private volatile Optional<ServerProbe> probe = Optional.empty();
  private volatile Optional<Judgement> judgement = Optional.empty();

  ServerSteps(InstallationSteps installation) {
    this.installation = installation;
  }

  Outcome name() {
    String host = options().connectHost();
    try {
      addresses = List.of(InetAddress.getAllByName(host));
      return Outcome.ok(host + " is " + String.join(", ", texts(addresses)));
    } catch (UnknownHostException e) {
      return Outcome.failed(
          "The host \"" + host + "\" is unknown.",
          "Check phone-system.host and the name resolution (DNS) of this machine.");
    }
  }

  /** The first address that answers is used further on. */
  Outcome port() {
    int port = options().port();
    Duration each = Step.PORT.limit().minusMillis(500).dividedBy(Math.max(1, addresses.size()));
    List<String> good = new ArrayList<>();
    List<String> bad = new ArrayList<>();
    List<String> times = new ArrayList<>();
    for (InetAddress address : addresses) {
      long begun = System.nanoTime();
      try {
        ServerProbe opened =
            ServerProbe.connect(new InetSocketAddress(address, port), options().domain(), each);
        good.add(address.getHostAddress());
        if (probe.isEmpty()) {
          probe = Optional.of(opened);
        } else {
          opened.close();
        }
      } catch (IOException e) {
        bad.add(address.getHostAddress() + ": " + reason(e));
      }
      long millis = (System.nanoTime() - begun) / 1_000_000;
      times.add("%s: %d ms".formatted(address.getHostAddress(), millis));
    }
    return port(port, good, bad).with(times.size() > 1 ? times : List.of());
  }

  private static Outcome port(int port, List<String> good, List<String> bad) {
    if (good.isEmpty()) {
      return Outcome.failed(
          "Nothing can be reached on port " + port + " (" + String.join("; ", bad) + ").",
          "Check whether the phone system runs, phone-system.host and phone-system.port, and the"
              + " firewalls in between.");
    }
    String text = String.join(", ", good) + " takes connections on port " + port;
    return bad.isEmpty()
        ? Outcome.ok(text)
        : Outcome.warning(
            text + "; " + String.join("; ", bad),
            "Remove the address that does not answer from the DNS, or open the port there.");
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
