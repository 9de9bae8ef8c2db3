package consumer;

import static consumer.Checks.check;
import static consumer.Checks.equal;
import static consumer.Checks.fails;
import static consumer.Checks.holds;

import com.unboundid.ldap.sdk.AggregateLDAPConnectionPoolHealthCheck;
import com.unboundid.ldap.sdk.FastestConnectServerSet;
import com.unboundid.ldap.sdk.GetEntryLDAPConnectionPoolHealthCheck;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.ServerSet;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.SingleServerSet;
import com.unboundid.ldap.sdk.StartTLSPostConnectProcessor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

final class Pools {
  private final Connections to;

  Pools(Connections to) {
    this.to = to;
  }

  void run() {
    check("a pool with StartTLS and health checks, used by ten threads", () -> threads(pool(clear(), true)));
    check("a pool over LDAPS of the server that connects fastest", () -> threads(pool(fastest(), false)));
    check("bindAndRevertAuthentication: many people on pooled connections", this::revert);
    check("a pool replaces a connection that was closed", this::replaced);
  }

  private ServerSet clear() throws Exception {
    return new SingleServerSet(to.domain.host(), to.domain.port("ldap"), to.options());
  }

  private ServerSet fastest() throws Exception {
    int port = to.domain.port("ldaps");
    String[] hosts = {to.domain.host(), "127.0.0.1"};
    return new FastestConnectServerSet(hosts, new int[] {port, port}, to.domain.trusting().getSocketFactory(), to.options());
  }

  private LDAPConnectionPool pool(ServerSet servers, boolean startTls) throws Exception {
    Domain.Person administrator = to.domain.person("administrator");
    GetEntryLDAPConnectionPoolHealthCheck entry =
        new GetEntryLDAPConnectionPoolHealthCheck("", 10_000, true, true, true, true, true, true);
    return new LDAPConnectionPool(
        servers,
        new SimpleBindRequest(administrator.upn(), administrator.password()),
        2,
        8,
        1,
        startTls ? new StartTLSPostConnectProcessor(to.domain.trusting()) : null,
        false,
        new AggregateLDAPConnectionPoolHealthCheck(entry));
  }

  private void threads(LDAPConnectionPool pool) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(10);
    try (pool) {
      pool.setRetryFailedOperationsDueToInvalidConnections(true);
      String filter = "(sAMAccountName=" + to.domain.person("staff").sam() + ")";
      List<Future<Integer>> running = new ArrayList<>();
      for (int n = 0; n < 200; n++) {
        running.add(threads.submit(() -> pool.search(to.domain.base(), SearchScope.SUB, filter, "cn").getEntryCount()));
      }
      for (Future<Integer> each : running) equal(1, each.get());
      equal(0L, pool.getConnectionPoolStatistics().getNumConnectionsClosedDefunct());
    } finally {
      threads.shutdownNow();
    }
  }

  private void revert() throws Exception {
    Domain.Person staff = to.domain.person("staff");
    try (LDAPConnectionPool pool = pool(fastest(), false)) {
      for (int n = 0; n < 20; n++) {
        equal(ResultCode.SUCCESS, pool.bindAndRevertAuthentication(staff.upn(), staff.password()).getResultCode());
        LDAPException thrown = fails(LDAPException.class, () -> pool.bindAndRevertAuthentication(to.domain.person("disabled").upn(), to.domain.person("disabled").password()));
        equal(ResultCode.INVALID_CREDENTIALS, thrown.getResultCode());
        holds(pool.getEntry(to.domain.base(), "lockoutThreshold").hasAttribute("lockoutThreshold"), "not the administrator's connection any more");
      }
    }
  }

  private void replaced() throws Exception {
    try (LDAPConnectionPool pool = pool(fastest(), false)) {
      pool.setRetryFailedOperationsDueToInvalidConnections(true);
      LDAPConnection taken = pool.getConnection();
      taken.close();
      pool.releaseConnection(taken);
      for (int n = 0; n < 10; n++) holds(pool.getEntry(to.domain.base()) != null, "not found");
    }
  }
}
