package ishmael.linemapper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LinesTest {
  private final Scene scene = new Scene(new LineMapper(Scene.options()));

  @Test
  void users_selected_haveLinesOutOfServiceUntilTheLinkIsUp() {
    scene.users(List.of(Scene.AHAB, Scene.STARBUCK, Scene.ISHMAEL), Scene.AHAB, Scene.ISHMAEL);
    assertThat(scene.told())
        .containsExactlyInAnyOrder("line Captain Ahab (101)", "line Ishmael (104)");
    assertThat(scene.mapper.lines()).noneMatch(LineView::inService);
    assertThat(scene.mapper.lines()).allMatch(line -> !line.reason().isEmpty());
    scene.note(scene.mapper.inService(scene.now));
    assertThat(scene.last()).hasSize(2);
    assertThat(scene.mapper.lines()).allMatch(line -> line.inService() && line.reason().isEmpty());
    scene.note(scene.mapper.outOfService(scene.now, "link lost"));
    assertThat(scene.mapper.lines()).allMatch(line -> line.reason().equals("link lost"));
  }

  @Test
  void line_capabilities_areThoseOfThePhones() {
    scene.users(List.of(Scene.AHAB, Scene.ISHMAEL), Scene.AHAB, Scene.ISHMAEL);
    LineView ahab = view(Scene.AHAB);
    assertThat(ahab.address()).isEqualTo("101");
    assertThat(ahab.lineFeatures()).containsExactly(LineFeature.MAKECALL);
    assertThat(ahab.addressFeatures())
        .containsExactlyInAnyOrder(AddressFeature.MAKECALL, AddressFeature.PICKUP);
    assertThat(ahab.callFeatures())
        .containsExactlyInAnyOrder(
            CallFeature.DROP,
            CallFeature.ACCEPT,
            CallFeature.DIAL,
            CallFeature.ANSWER,
            CallFeature.HOLD,
            CallFeature.UNHOLD,
            CallFeature.SWAPHOLD,
            CallFeature.BLINDTRANSFER,
            CallFeature.REDIRECT,
            CallFeature.SETUPTRANSFER,
            CallFeature.COMPLETETRANSF,
            CallFeature.SETUPCONF,
            CallFeature.ADDTOCONF,
            CallFeature.REMOVEFROMCONF);
    assertThat(ahab.maxInConference()).isEqualTo(3);
    assertThat(view(Scene.ISHMAEL).maxInConference()).isZero();
    assertThat(view(Scene.ISHMAEL).callFeatures())
        .containsExactlyInAnyOrder(
            CallFeature.DROP,
            CallFeature.ACCEPT,
            CallFeature.DIAL,
            CallFeature.BLINDTRANSFER,
            CallFeature.REDIRECT);
  }

  @Test
  void line_userWithoutPhone_canNeitherDialNorPickUp() {
    User pip = new User(new UserName("pip"), "Pip", "", Optional.empty(), List.of());
    scene.users(List.of(pip), pip);
    LineView line = view(pip);
    assertThat(line.name()).isEqualTo("Pip");
    assertThat(line.address()).isEmpty();
    assertThat(line.lineFeatures()).isEmpty();
    assertThat(line.addressFeatures()).isEmpty();
  }

  @Test
  void users_sameAgain_tellsNothing() {
    scene.users(List.of(Scene.AHAB), Scene.AHAB).users(List.of(Scene.AHAB), Scene.AHAB);
    assertThat(scene.last()).isEmpty();
  }

  @Test
  void users_renamed_showsTheLineWithTheSameId() {
    scene.users(List.of(Scene.AHAB), Scene.AHAB);
    LineId id = scene.line(Scene.AHAB);
    User promoted = Scene.user("ahab", "Admiral Ahab", "101");
    scene.users(List.of(promoted), promoted);
    assertThat(scene.told()).containsExactly("line Admiral Ahab (101)");
    assertThat(view(promoted).id()).isEqualTo(id);
    assertThat(view(promoted).lineFeatures()).isEmpty();
  }

  @Test
  void users_notSelectedAnyMore_endsCallsThenTakesTheLine() {
    Scene busy = Scene.inService();
    busy.inbound(PhoneEvent.ChannelEventType.BUSY, "c1");
    busy.users(List.of(Scene.AHAB, Scene.STARBUCK), Scene.STARBUCK);
    assertThat(busy.told())
        .containsExactly("DISCONNECTED(UNAVAIL)", "IDLE", "gone " + busy.line(Scene.AHAB));
    busy.inbound(PhoneEvent.ChannelEventType.HOLD, "c1");
    assertThat(busy.last()).isEmpty();
    assertThat(busy.mapper.counters().ignored()).isEqualTo(1);
  }

  @Test
  void users_deselectedWhileDialling_failsTheRequest() {
    Scene busy = Scene.inService();
    busy.makeCall(Scene.AHAB, "123");
    busy.users(List.of(Scene.AHAB, Scene.STARBUCK), Scene.STARBUCK);
    assertThat(busy.told()).containsExactly("!NODEVICE", "gone " + busy.line(Scene.AHAB));
    assertThat(busy.success().last()).isEmpty();
  }

  @Test
  void users_goneFromTheDirectory_isOutOfServiceUntilBack() {
    Scene busy = Scene.inService();
    busy.users(List.of(Scene.STARBUCK), Scene.AHAB, Scene.STARBUCK);
    assertThat(busy.told()).containsExactly("line Captain Ahab (101)");
    LineView gone = busy.mapper.lines().get(0);
    assertThat(gone.inService()).isFalse();
    assertThat(gone.reason()).contains("does not know the user");
    busy.makeCall(Scene.AHAB, "123");
    assertThat(busy.told()).containsExactly("!RESOURCEUNAVAIL");
    busy.users(List.of(Scene.AHAB, Scene.STARBUCK), Scene.AHAB, Scene.STARBUCK);
    assertThat(busy.mapper.lines().get(0).inService()).isTrue();
  }

  @Test
  void users_goneFromTheDirectoryAndNotSelected_takesTheLine() {
    Scene busy = Scene.inService();
    busy.users(List.of(Scene.STARBUCK), Scene.STARBUCK);
    assertThat(busy.told()).containsExactly("gone " + busy.line(Scene.AHAB));
  }

  @Test
  void users_phoneLosesHold_callLosesTheFeature() {
    Scene busy = Scene.inService();
    busy.inbound(PhoneEvent.ChannelEventType.BUSY, "c1");
    assertThat(busy.lastCall().features())
        .contains(CallFeature.HOLD, CallFeature.SETUPTRANSFER, CallFeature.SETUPCONF);
    User plain =
        Scene.user(
            "ahab", "Captain Ahab", "101", Scene.phone("Snom A", EnumSet.noneOf(Capability.class)));
    busy.users(List.of(plain, Scene.STARBUCK), plain, Scene.STARBUCK);
    assertThat(busy.lastCall().features())
        .containsExactlyInAnyOrder(CallFeature.DROP, CallFeature.BLINDTRANSFER);
  }

  @Test
  void lineIds_rememberedByANewMapper_areTheSame() {
    scene.users(List.of(Scene.AHAB), Scene.AHAB);
    Map<UserName, LineId> ids = Map.of(Scene.AHAB.name(), new LineId(77));
    Scene later = new Scene(new LineMapper(LineMapperOptions.of("mobydick", 1, ids)));
    later.users(List.of(Scene.AHAB), Scene.AHAB);
    assertThat(later.mapper.lines().get(0).id()).isEqualTo(new LineId(77));
    assertThat(later.mapper.lineIds()).isEqualTo(ids);
  }

  private LineView view(User user) {
    return scene.mapper.lines().stream()
        .filter(line -> line.id().equals(scene.line(user)))
        .findFirst()
        .orElseThrow();
  }
}
