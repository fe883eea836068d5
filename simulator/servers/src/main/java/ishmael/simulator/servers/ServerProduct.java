package ishmael.simulator.servers;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.io.Resources;
import ishmael.simulator.phonesystem.xmpp.AnswerFrom;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * An XMPP server that others wrote: its image, and how it is set up with the module that puts the
 * phone system behind it.
 */
public enum ServerProduct {
  PROSODY(
      "Prosody",
      "prosody",
      AnswerFrom.ABSENT,
      ImmutableMap.of(
          "prosody.cfg.lua", "/etc/ishmael/prosody.cfg.lua",
          "mod_mobydick.lua", "/etc/ishmael/mod_mobydick.lua"),
      ImmutableList.of("prosody", "-F", "--config", "/etc/ishmael/prosody.cfg.lua")),

  EJABBERD(
      "ejabberd",
      "ejabberd",
      AnswerFrom.BARE,
      ImmutableMap.of(
          "ejabberd.yml", "/etc/ejabberd/ejabberd.yml",
          "ejabberdctl.cfg", "/etc/ejabberd/ejabberdctl.cfg",
          "mod_mobydick.erl", "/etc/ishmael/mod_mobydick.erl",
          "start", "/etc/ishmael/start"),
      ImmutableList.of("sh", "/etc/ishmael/start"));

  final String title;

  /** Its package, its user, and the folder of its files among the resources. */
  final String packageName;

  /** The {@code from} of its own answers about an account. */
  final AnswerFrom answerFrom;

  final ImmutableList<String> command;
  private final ImmutableMap<String, String> files;

  ServerProduct(
      String title,
      String packageName,
      AnswerFrom answerFrom,
      ImmutableMap<String, String> files,
      ImmutableList<String> command) {
    this.title = title;
    this.packageName = packageName;
    this.answerFrom = answerFrom;
    this.files = files;
    this.command = command;
  }

  /** The image, which {@code simulator/servers/images/prepare} makes. */
  public String image() {
    return "ishmael/" + packageName + ":test";
  }

  /** The files to put into the container: path to text. */
  Map<String, String> files(String domain, String secret) {
    TreeMap<String, String> texts = new TreeMap<>();
    files.forEach(
        (name, path) ->
            texts.put(path, text(name).replace("@DOMAIN@", domain).replace("@SECRET@", secret)));
    return texts;
  }

  private String text(String name) {
    try {
      return Resources.toString(
          Resources.getResource(ServerProduct.class, packageName + "/" + name),
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
