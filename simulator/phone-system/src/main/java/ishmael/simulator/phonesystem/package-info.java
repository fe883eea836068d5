/**
 * A simulated phone system of the mobydick and pascom kind, for the demo and for tests.
 *
 * <pre>{@code
 * try (PhoneSystem system = PhoneSystem.start(PhoneSystemOptions.of(Pequod.site()))) {
 *   int port = system.xmpp().port();
 *   X509Certificate trusted = system.xmpp().certificate();
 *   String channel = system.engine().outsideCalls(Pequod.CHANDLERS, "Chandlers", "101");
 *   system.engine().answer(Pequod.AHAB_PHONE);
 *   system.engine().hangUp(channel);
 * }
 * }</pre>
 *
 * <p><b>Starting</b>, in this package:
 *
 * <ul>
 *   <li>{@code PhoneSystem start(PhoneSystemOptions)}, {@code Engine engine()}, {@code XmppServer
 *       xmpp()}, {@code close()}
 *   <li>{@code PhoneSystemOptions of(Site)}, {@code withDomain(String)}, {@code withPort(int)},
 *       {@code withTimeline(Timeline)}, {@code withXmpp(XmppOptions)}
 *   <li>{@code Pequod.site()} and the names, numbers and passwords in it
 * </ul>
 *
 * <p><b>What people do</b>, {@link ishmael.simulator.phonesystem.engine.Engine}; refusals are
 * thrown as {@code CallRefused}:
 *
 * <ul>
 *   <li>calls: {@code String outsideCalls(number, name, targetExtension)}, {@code String dial(user,
 *       target)}, {@code dial(user, device, target, prefix)}, {@code answer(device)}, {@code
 *       putDown(device)}, {@code hangUp(channel)}, {@code hold(channel)}, {@code resume(channel)},
 *       {@code pressHold(device)}, {@code pressTransfer(device)}, {@code pressConference(device)},
 *       {@code transfer(channel, target)}, {@code redirect(channel, target)}, {@code
 *       rename(channel, name, number)}, {@code String pickUp(user, device, targetExtension)},
 *       {@code farEndAnswers(channel)}, {@code farEndHangsUp(channel)}, {@code clearCalls()}
 *   <li>how phones behave: {@code behave(device, Behaviour)}, {@code behaveOutside(number,
 *       Behaviour)}, {@code plug(device)}, {@code unplug(device)}; {@code Behaviour.rings()},
 *       {@code answersAfter(Duration)}, {@code rejectsAfter(Duration)}, {@code busy()}, {@code
 *       badNumber()}
 *   <li>people: {@code moveUser(user, place)}, {@code leavePlace(user)}, {@code setRedirect(user,
 *       target)}, {@code grantRole(user, role)}, {@code withdrawRole(user, role)}
 *   <li>looking: {@code List<Channel> channels()}, {@code channelsOf(user)}, {@code channel(id)},
 *       {@code users()}, {@code user(name)}, {@code userAt(device)}, {@code locationsOf(user)},
 *       {@code phoneOf(user)}, {@code presenceOf(user)}, {@code journalOf(user, limit)}, {@code
 *       phoneBook()}, {@code normalised(number)}, {@code addListener(Consumer<EngineEvent>)}
 *   <li>time: {@code LiveTimeline(Clock)}, or {@code FakeTimeline(Instant)} with {@code
 *       advance(Duration)}
 * </ul>
 *
 * <p><b>The XMPP server</b>, {@link ishmael.simulator.phonesystem.xmpp.XmppServer}:
 *
 * <ul>
 *   <li>{@code port()}, {@code domain()}, {@code certificate()}, {@code List<String> sessions()}
 *   <li>{@code stop()}, {@code kill()}, {@code start()} (same port), {@code dropConnections()},
 *       {@code sendRaw(fullJid, xml)}, {@code nextReply(Duration)}
 *   <li>{@code faults()}: {@code delayAnswers(Duration)}, {@code swallow(command)}, {@code
 *       answerWithErrorIq(command)}, {@code eventBeforeAnswer(boolean)}, {@code
 *       answerFrom(AnswerFrom)}, {@code rosterPushes(boolean)}, {@code redirectEvents(boolean)},
 *       {@code clear()}; commands are named as {@code base.Dial}
 *   <li>{@code XmppOptions.usual()}, {@code withMechanisms(SaslMechanism...)}, {@code
 *       withTls(TlsUse)}, {@code withTlsVersions(List)}, {@code withMaxStanzaBytes(long)}
 * </ul>
 */
@NullMarked
package ishmael.simulator.phonesystem;

import org.jspecify.annotations.NullMarked;
