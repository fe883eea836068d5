package ishmael.simulator.phonesystem.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class XmlElementTest {
  @Test
  void toXml_specialCharacters_surviveTheWay() {
    XmlElement element =
        XmlElement.builder("urn:x", "a")
            .attribute("q", "\"<&>'\u00e4\uD83D\uDC0B")
            .leaf("b", "1 < 2 && \u20ac")
            .build();
    assertThat(Xml.parse(element.toXml(""))).isEqualTo(element);
  }

  @Test
  void toXml_outerNamespaceSame_isNotRepeated() {
    XmlElement element = XmlElement.builder("urn:x", "a").leaf("b", "").build();
    assertThat(element.toXml("urn:x")).isEqualTo("<a><b/></a>");
    assertThat(element.toXml("urn:y")).isEqualTo("<a xmlns=\"urn:x\"><b/></a>");
  }
}
