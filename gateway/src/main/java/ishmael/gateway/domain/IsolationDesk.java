package ishmael.gateway.domain;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ListMultimap;
import ishmael.gateway.domain.IsolationReport.SameName;
import ishmael.linemapper.CallView;
import ishmael.linemapper.LineId;
import ishmael.linemapper.LineMapper;
import ishmael.linemapper.LineView;
import ishmael.linemapper.UserName;
import ishmael.linemapper.isolation.AccountPattern;
import ishmael.linemapper.isolation.Assignment;
import ishmael.linemapper.isolation.Claim;
import ishmael.linemapper.isolation.IsolationPolicy;
import ishmael.linemapper.isolation.IsolationPolicy.Mode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What admins see of the isolation of sessions. Only the domain thread calls. */
final class IsolationDesk {
  private final LineMapper mapper;
  private final Gate gate;
  private final List<Consumer<Set<IsolationPart>>> listeners = new ArrayList<>();

  private List<Claim> claimsTold = List.of();
  private @Nullable IsolationPolicy policyTold;
  private boolean linesChanged;

  IsolationDesk(LineMapper mapper, Gate gate) {
    this.mapper = mapper;
    this.gate = gate;
  }

  IsolationReport report() {
    Map<LineId, Long> calls =
        mapper.calls().stream()
            .collect(Collectors.groupingBy(CallView::line, Collectors.counting()));
    boolean own = gate.policy().mode() == Mode.OWN;
    ListMultimap<UserName, AccountPattern> table = own ? table() : ImmutableListMultimap.of();
    List<IsolationReport.Line> lines = new ArrayList<>();
    for (LineView view : mapper.lines()) {
      int count = Math.toIntExact(calls.getOrDefault(view.id(), 0L));
      UserName user = mapper.userOf(view.id()).orElseThrow();
      SameName sameName = own ? sameName(user) : SameName.NO;
      lines.add(new IsolationReport.Line(user, view, count, table.get(user), sameName));
    }
    return new IsolationReport(gate.policy(), lines, gate.claims());
  }

  private ListMultimap<UserName, AccountPattern> table() {
    ImmutableListMultimap.Builder<UserName, AccountPattern> table = ImmutableListMultimap.builder();
    for (Assignment row : gate.policy().table()) {
      row.users().forEach(user -> table.put(user, row.account()));
    }
    return table.build();
  }

  private SameName sameName(UserName user) {
    return gate.hasNamesake(user)
        .map(exists -> exists ? SameName.YES : SameName.NO)
        .orElse(SameName.UNKNOWN);
  }

  void watch(Consumer<Set<IsolationPart>> listener) {
    listeners.add(listener);
    claimsTold = gate.claims();
    policyTold = gate.policy();
  }

  /** A line was shown, has changed or is gone, or something became known of its owner. */
  void linesChanged() {
    linesChanged = true;
  }

  /** Tells what has changed since the last time. */
  void tell() {
    if (listeners.isEmpty()) {
      return;
    }
    EnumSet<IsolationPart> changed = EnumSet.noneOf(IsolationPart.class);
    List<Claim> claims = gate.claims();
    if (!claims.equals(claimsTold)) {
      changed.add(IsolationPart.CLAIMS);
      claimsTold = claims;
    }
    if (!gate.policy().equals(policyTold)) {
      changed.add(IsolationPart.POLICY);
      policyTold = gate.policy();
    }
    if (linesChanged) {
      changed.add(IsolationPart.LINES);
      linesChanged = false;
    }
    if (!changed.isEmpty()) {
      listeners.forEach(listener -> listener.accept(changed));
    }
  }
}
