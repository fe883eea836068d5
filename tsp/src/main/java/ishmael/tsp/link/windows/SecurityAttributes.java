package ishmael.tsp.link.windows;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.ptr.PointerByReference;
import java.io.IOException;

/** A SECURITY_ATTRIBUTES with a descriptor made from text; not inherited by child processes. */
final class SecurityAttributes implements AutoCloseable {
  private final PipeCalls calls;
  private final Pointer descriptor;
  private final Memory structure;

  SecurityAttributes(PipeCalls calls, String sddl) throws IOException {
    this.calls = calls;
    PointerByReference made = new PointerByReference();
    if (!SecurityCalls.load()
        .ConvertStringSecurityDescriptorToSecurityDescriptorW(
            new WString(sddl), SecurityCalls.SDDL_REVISION_1, made, null)) {
      throw PipeException.last("reading the pipe's security descriptor \"" + sddl + "\"");
    }
    descriptor = made.getValue();
    structure = new Memory(3L * Native.POINTER_SIZE);
    structure.clear();
    structure.setInt(0, (int) structure.size());
    structure.setPointer(Native.POINTER_SIZE, descriptor);
  }

  Pointer pointer() {
    return structure;
  }

  @Override
  public void close() {
    calls.LocalFree(descriptor);
    structure.close();
  }
}
