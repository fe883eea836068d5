package ishmael.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import ishmael.gateway.phonesystem.PhoneSystem;
import ishmael.gateway.phonesystem.PhoneSystemListener;
import ishmael.gateway.phonesystem.PhoneSystemOptions;

/** Makes the link to the phone system, not yet started. */
@FunctionalInterface
interface PhoneSystems {
  /** Makes a link that tells the listener what happens. */
  PhoneSystem make(PhoneSystemOptions options, PhoneSystemListener listener, MeterRegistry meters);
}
